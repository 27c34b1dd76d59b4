using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using SampleDeployment.ClickHouse;
using Xunit;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>
/// What the sample deployment copies of rows to ClickHouse is what the platform's own sync has copied of them, cell by cell: of recorded
/// rows, both make the same version of a key.
/// </summary>
[Collection(RecordedPairCollection.Name)]
public sealed class SampleCopiesTests(RecordedPairs pairs)
{
    // 1,433 by the recording's own count, and the user that waits to be copied again.
    private const int LivingCopies = 1434;

    /// <summary>Each table, and the versions of it that are known to differ.</summary>
    private static readonly Dictionary<string, string[]> Tables = new()
    {
        // One has a name that was set without the flag; another is flagged, and was changed under its number.
        ["users"] = ["91f5d360", "dc7420b2"],
        ["contact_channels"] = [],
        ["teams"] = [],
        ["team_member_profiles"] = [],
        ["team_permissions"] = [],
        ["team_invitations"] = [],
        ["email_outboxes"] = [],
        ["project_permissions"] = [],
        ["notification_preferences"] = [],
        ["refresh_tokens"] = [],
        ["connected_accounts"] = [],
    };

    [FactRequiringClickHouseRecording]
    public async Task Copies_are_those_of_the_platform()
    {
        var pair = await pairs.DeployAsync();
        var recorded = await VersionsAsync(pair);
        await pair.ResetClickHouseAsync();
        await using (var connection = new NpgsqlConnection(pair.Database))
        {
            await connection.OpenAsync();
            await ClickHouseSync.FillAsync(connection, pair.ClickHouse, DateTimeOffset.UnixEpoch, CancellationToken.None);
        }

        var copied = await VersionsAsync(pair);

        var living = 0;
        foreach (var (table, known) in Tables)
        {
            var both = copied[table].Keys.Intersect(recorded[table].Keys).ToList();
            living += both.Count(number => copied[table][number].EndsWith("\t0", StringComparison.Ordinal));
            both.Select(number => (Copied: copied[table][number], Recorded: recorded[table][number]))
                .Where(version => version.Copied != version.Recorded)
                .Where(version => !known.Any(id => version.Copied.Contains(id, StringComparison.Ordinal)))
                .Should().BeEmpty("the copies of {0} are equal", table);
        }

        living.Should().Be(LivingCopies);
    }

    private static async Task<Dictionary<string, Dictionary<string, string>>> VersionsAsync(RecordedPair pair)
    {
        var versions = new Dictionary<string, Dictionary<string, string>>();
        foreach (var table in Tables.Keys)
        {
            var lines = await pair.ClickHouse.ExecuteAsync(
                $"SELECT sync_sequence_id, * EXCEPT (sync_created_at) FROM analytics_internal.{table} LIMIT 1 BY sync_sequence_id",
                CancellationToken.None);
            versions[table] = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line.Split('\t')[0]);
        }

        return versions;
    }
}
