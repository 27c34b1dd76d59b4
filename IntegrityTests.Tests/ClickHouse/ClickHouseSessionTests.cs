using FluentAssertions;
using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>The suite's session with a real ClickHouse only reads.</summary>
[Collection(RecordedPairCollection.Name)]
public sealed class ClickHouseSessionTests(RecordedPairs pairs)
{
    [FactRequiringClickHouseRecording]
    public async Task A_user_who_may_write_is_kept_from_it()
    {
        var pair = await pairs.DeployAsync();
        using var server = await ClickHouseServer.OpenAsync(pair.Address(), CancellationToken.None);

        var writing = () => server.QueryAsync("TRUNCATE TABLE analytics_internal.users", _ => 0, CancellationToken.None);

        (await writing.Should().ThrowAsync<ClickHouseUnavailableException>()).Which.Message.Should().Contain("READONLY");
    }

    [FactRequiringClickHouseRecording]
    public async Task A_user_who_may_only_read_and_change_no_setting_is_enough()
    {
        var pair = await pairs.DeployAsync();

        using var server = await ClickHouseServer.OpenAsync(pair.Address("reader"), CancellationToken.None);

        server.Schema.IsNullable("users", "display_name").Should().BeTrue();
        server.Schema.IsNullable("users", "id").Should().BeFalse();
    }

    [FactRequiringClickHouseRecording]
    public async Task A_wrong_password_is_said_and_not_shown()
    {
        var pair = await pairs.DeployAsync();

        var opening = () => ClickHouseServer.OpenAsync(pair.Address() with { Password = "k4n4ry" }, CancellationToken.None);

        (await opening.Should().ThrowAsync<ClickHouseUnavailableException>()).Which.Message
            .Should().Contain("refused the user name or password").And.Contain("INTEGRITY_CLICKHOUSE_PASSWORD").And.NotContain("k4n4ry");
    }
}
