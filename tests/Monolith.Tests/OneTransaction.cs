using System.Net;
using Microsoft.Data.Sqlite;

namespace Monolith.Tests;

/// <summary>What a request causes in every module is there with its answer, or not at all.</summary>
public class OneTransaction(MonolithAlone monolith) : IClassFixture<MonolithAlone>
{
    [Fact]
    public async Task All_that_follows_is_there_with_the_answer()
    {
        var learner = await new Learner(monolith).HasCourse("one", "two");

        await learner.Enrolls();
        Assert.Equal(("welcome", 1), (await learner.Told(), await learner.Learners()));

        await learner.Completes("one");
        Assert.Equal("lesson welcome", await learner.Told());

        await learner.HasCourse("one");
        Assert.Equal("announcement celebration lesson welcome", await learner.Told());
        Assert.Equal(100, (int)(await learner.Get(learner.Enrollment))["percent"]!);
    }

    [Fact]
    public async Task Each_changed_text_is_announced_once_and_what_stays_as_it_was_is_not()
    {
        var learner = await (await new Learner(monolith).HasCourse("one")).Enrolls();

        await learner.HasCourse("one");
        await learner.Author.PostAsync($"/api/roadmaps/{learner.Roadmap}/retire", null);
        await learner.HasCourse("one");
        Assert.Equal("welcome", await learner.Told());

        await learner.HasCourse("one", "two");
        await learner.HasCourse("one");
        await learner.HasCourse("one");
        Assert.Equal("announcement announcement welcome", await learner.Told());
    }

    [Theory]
    [InlineData("Facts")]
    [InlineData("Followers")]
    [InlineData("Notifications")]
    public async Task What_fails_in_one_module_has_happened_in_none(string table)
    {
        var learner = await new Learner(monolith).HasCourse("one");
        await Execute($"""
            CREATE TRIGGER "{learner.Id}" BEFORE INSERT ON {table} WHEN NEW.Roadmap = '{learner.Roadmap}'
            BEGIN SELECT RAISE(ABORT, 'full'); END
            """);

        Assert.Equal(HttpStatusCode.InternalServerError, (await learner.Put(learner.Enrollment)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await learner.Client.GetAsync(learner.Enrollment)).StatusCode);
        Assert.Equal(("", 0), (await learner.Told(), await learner.Learners()));

        await Execute($"DROP TRIGGER \"{learner.Id}\"");
        await learner.Enrolls();
        Assert.Equal(("welcome", 1), (await learner.Told(), await learner.Learners()));
    }

    [Fact]
    public async Task Nothing_is_stored_for_a_broker()
    {
        var learner = await new Learner(monolith).HasCourse("one");

        await (await learner.Enrolls()).Completes("one");

        Assert.Equal(0L, await Execute("SELECT count(*) FROM Outbox"));
    }

    private async Task<object?> Execute(string sql)
    {
        await using var database = new SqliteConnection(monolith.Database);
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
