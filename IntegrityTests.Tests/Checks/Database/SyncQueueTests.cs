using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>The queue of requests to copy tenancies to analytics, and its switches: DBI075, DBI076 and DBI077.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class SyncQueueTests(DatabaseFixture databases) : IAsyncLifetime
{
    private static readonly Guid Tenancy = Tenant.Numbered(99);
    private StoredRows _rows = null!;

    public async Task InitializeAsync()
    {
        _rows = await databases.CopyAsync();
        await _rows.AddProjectAsync("p", tenancy: Tenancy);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_request_is_dead_five_minutes_after_it_was_claimed()
    {
        await RequestAsync(1, Tenancy, claimed: "now() - interval '4 minutes'");
        (await FoundAsync("DBI075")).Should().BeEmpty();

        await RequestAsync(2, Tenancy, claimed: "now() - interval '6 minutes'");
        var dead = (await FoundAsync("DBI075")).Should().ContainSingle().Which;
        dead.Should().BeEquivalentTo(new { Project = "p", Subject = $"outgoing-request:{Tenant.Numbered(2)}", Cause = (string?)null });
        dead.Detail.Should().EndWith($"never fulfilled: tenancy {Tenancy} is not copied until the next change in it");
    }

    [Fact]
    public async Task A_dead_request_of_which_nobody_needs_anything_is_information()
    {
        await RequestAsync(1, Tenancy, claimed: "'2026-01-01'");
        await RequestAsync(2, Tenancy, claimed: null);
        await RequestAsync(3, Tenant.Numbered(98), claimed: "'2026-01-01'");

        (await FoundAsync("DBI075")).Select(row => row.Cause).Should().BeEquivalentTo(
            "its tenancy waits in another request", "its tenancy is gone");
    }

    [Fact]
    public async Task Two_requests_that_wait_under_one_key_are_one_too_many()
    {
        await RequestAsync(1, Tenancy, claimed: null);
        await RequestAsync(2, Tenant.Numbered(98), claimed: null);
        (await FoundAsync("DBI075")).Should().BeEmpty();

        await RequestAsync(3, Tenancy, claimed: null);
        (await FoundAsync("DBI075")).Should().ContainSingle().Which.Subject.Should().Be($"outgoing-request:{Tenant.Numbered(1)}");
    }

    [Fact]
    public async Task A_queue_stands_if_newer_requests_came_and_not_because_a_copy_is_old()
    {
        await RequestAsync(1, Tenancy, claimed: null, made: "'2026-01-01 00:00'");
        await RequestAsync(2, Tenancy, claimed: null, made: "'2026-01-01 00:14'");
        (await FoundAsync("DBI076")).Should().BeEmpty();

        await RequestAsync(3, Tenancy, claimed: "'2026-01-01 00:16'", made: "'2026-01-01 00:15'");
        (await FoundAsync("DBI076")).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Project = (string?)null, Subject = $"outgoing-request:{Tenant.Numbered(1)}", Cause = (string?)null });
        await SwitchAsync(sequencer: true, poller: false);
        (await FoundAsync("DBI076")).Should().ContainSingle().Which.Cause.Should().Be("the poller is switched off");
    }

    [Theory]
    [InlineData(true, true, null)]
    [InlineData(false, true, "switch off the sequencer")]
    [InlineData(true, false, "switch off the poller")]
    [InlineData(false, false, "switch off the sequencer and the poller")]
    public async Task A_switch_that_is_off_is_information(bool sequencer, bool poller, string? detail)
    {
        (await FoundAsync("DBI077")).Should().BeEmpty("both are on where there is no row");

        await SwitchAsync(sequencer, poller);

        var found = await FoundAsync("DBI077");
        found.Select(row => row.Detail).Should().Equal(detail is null ? [] : [detail]);
        found.Should().NotContain(row => row.Cause != "somebody switched it off");
    }

    private Task RequestAsync(int id, Guid tenancy, string? claimed, string made = "'2026-01-01'") => _rows.ExecuteAsync($"""
        INSERT INTO "OutgoingRequest" (id, "createdAt", "deduplicationKey", "qstashOptions", "startedFulfillingAt")
        VALUES ('{Tenant.Numbered(id)}', {made}, 'sentinel-sync-key-{tenancy}',
            jsonb_build_object('body', jsonb_build_object('tenancyId', '{tenancy}'::text)),
            ({claimed ?? "NULL"})::timestamptz AT TIME ZONE 'UTC')
        """);

    private Task SwitchAsync(bool sequencer, bool poller) => _rows.ExecuteAsync($"""
        INSERT INTO "ExternalDbSyncMetadata" (id, "updatedAt", "sequencerEnabled", "pollerEnabled")
        VALUES ('s', now(), {sequencer}, {poller})
        """);

    private async Task<IReadOnlyList<OffendingRow>> FoundAsync(string code)
    {
        await using var database = await _rows.OpenAsync();
        return await database.FoundAsync(code);
    }
}
