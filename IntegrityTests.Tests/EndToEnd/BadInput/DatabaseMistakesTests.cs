using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.BadInput;

/// <summary>A database that cannot or must not be read. No output shows a password or the admin key.</summary>
[Collection(BadInputCollection.Name)]
public sealed class DatabaseMistakesTests(RecordedDeployments deployments)
{
    private const string Canary = "c4n4ry-p4ssw0rd";

    [Fact]
    public Task A_database_that_is_down_says_so() => IsRedAsync(
        (command, _) => command.With("INTEGRITY_DATABASE", $"postgres://reader:{Canary}@127.0.0.1:1/stackframe"),
        "database \"stackframe\" at 127.0.0.1:1 cannot be reached",
        "Check host and port");

    [Fact]
    public Task A_wrong_password_says_so_however_much_is_printed() => IsRedAsync(
        (command, database) => command.With("INTEGRITY_DATABASE", new UriBuilder(database) { Password = Canary }.ToString()) with
        {
            Arguments = SuiteCommand.PrintAll,
        },
        "refused the user name or password");

    [Fact]
    public Task A_database_without_the_tables_says_which_is_missing() => IsRedAsync(
        (command, database) => command.With("INTEGRITY_DATABASE", new UriBuilder(database) { Path = "postgres" }.ToString()),
        "The database is not one of Stack Auth",
        "Project");

    [Fact]
    public Task A_database_that_does_not_exist_says_so() => IsRedAsync(
        (command, database) => command.With("INTEGRITY_DATABASE", new UriBuilder(database) { Path = "nothing" }.ToString()),
        "has no database \"nothing\"");

    [Fact]
    public Task A_database_that_is_no_standby_is_refused_unless_that_is_allowed() => IsRedAsync(
        (command, _) => command.With("INTEGRITY_ALLOW_PRIMARY", "no"),
        "The database is not a standby",
        "INTEGRITY_ALLOW_PRIMARY=yes");

    [Fact]
    public Task A_project_that_does_not_exist_is_named() => IsRedAsync(
        (command, _) => command.With("INTEGRITY_PROJECTS", $"{Granting.Id},no-such-project"),
        "1 project(s) that do not exist: no-such-project");

    [Fact]
    public Task A_start_beyond_the_last_project_says_how_many_there_are() => IsRedAsync(
        (command, _) => command.With("INTEGRITY_START_AT", "10"),
        "INTEGRITY_START_AT is 10",
        "only 9 projects");

    private async Task IsRedAsync(Func<SuiteCommand, string, SuiteCommand> mistake, params string[] words)
    {
        await using var deployment = await deployments.DeployAsync();

        var run = await mistake(deployment.Verification(), deployment.DatabaseUri).RunAsync();

        run.Should().BeRed();
        run.Should().Say("NOT VERIFIED");
        run.Should().Say(words);
        run.Should().FindExactly();
        run.Should().ShowNone(RecordedDeployment.AdminKey, deployment.DatabasePassword, Canary);
    }
}
