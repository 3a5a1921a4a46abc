namespace Progress.Tests;

/// <summary>The gateway checks who may do what, and so does the service: a way around the one is no way in.</summary>
[Collection(nameof(ProgressUnderTest))]
public class Authorization(ProgressUnderTest service)
{
    [Fact]
    public Task Whom_the_gateway_refuses_the_service_refuses_too() => service.RefusesWhomTheGatewayRefuses();

    [Fact]
    public void There_is_no_route_that_the_table_of_access_lacks() => service.HasTheRoutesOfTheTable();

    [Fact]
    public Task What_can_be_read_can_be_asked_for_its_headers_alone() => service.AnswersHeadLikeGet();
}
