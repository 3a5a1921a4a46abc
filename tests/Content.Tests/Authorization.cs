namespace Content.Tests;

/// <summary>The gateway checks who may do what, and so does the service: a way around the one is no way in.</summary>
[Collection(nameof(ContentService))]
public class Authorization(ContentUnderTest content)
{
    [Fact]
    public Task Whom_the_gateway_refuses_the_service_refuses_too() => content.RefusesWhomTheGatewayRefuses();

    [Fact]
    public void There_is_no_route_that_the_table_of_access_lacks() => content.HasTheRoutesOfTheTable();

    [Fact]
    public Task What_can_be_read_can_be_asked_for_its_headers_alone() => content.AnswersHeadLikeGet();
}
