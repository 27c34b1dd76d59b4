using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Tests.Detection;
using SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Repairs;

/// <summary>
/// What is planned repairs what was planted, and changes nothing else: the corpus is planted, the script applied by psql, and the
/// invariants are asked again.
/// </summary>
public abstract class RepairProofTests(RepairProofFixture fixture)
{
    // What the repair cannot give back, because the rows do not have it any more.
    private static readonly Dictionary<string, string> NotAsBefore = new()
    {
        ["DBI047-grant-twice"] = "the entry made both rows",
        ["DBI072-key-in-data"] = "the entry made the row",
        ["DBI118-cli-attempt-keeps-anonymous-session"] = "the entry made the row",
        ["DBI112-flag-lost"] = "the entry made the row",
    };

    [Fact]
    public async Task What_is_planned_is_found_no_more_and_nothing_new_is()
    {
        var proof = await fixture.ProofAsync();

        proof.Runs.Applied.Should().BeEquivalentTo(new { ExitCode = 0 }, proof.Runs.Applied.Errors);
        var after = proof.After.Select(found => $"{found}").ToList();
        after.Should().NotIntersectWith(proof.Before.Where(found => found.IsPlanned).Select(found => $"{found.Finding}"));
        after.Should().BeSubsetOf(proof.Before.Where(found => !found.IsPlanned).Select(found => $"{found.Finding}"));
    }

    [Fact]
    public async Task Every_repair_repairs_an_entry()
    {
        var proof = await fixture.ProofAsync();

        proof.Before.Where(found => found.IsPlanned).Select(found => found.Finding.Code).Distinct().Order()
            .Should().Equal(fixture.RepairedCodes);
    }

    [Fact]
    public async Task As_it_is_written_it_changes_nothing()
    {
        var proof = await fixture.ProofAsync();

        proof.Runs.AsWritten.Should().BeEquivalentTo(new { ExitCode = 0 }, proof.Runs.AsWritten.Errors);
        proof.Rows.Untouched.Except(proof.Rows.Planted).Should().BeEmpty();
        proof.Rows.Planted.Except(proof.Rows.Untouched).Should().BeEmpty();
        proof.Rows.Untouched.Kept.Should().BeEmpty();
    }

    [Fact]
    public async Task What_it_removes_or_changes_is_kept_and_nothing_else_is_touched()
    {
        var proof = await fixture.ProofAsync();

        proof.Rows.Planted.Except(proof.Rows.Repaired).Order().Should().Equal(
            proof.Rows.Repaired.Kept.Select(kept => (kept.Table, kept.Row)).Distinct().Order());
        var changed = proof.Rows.Repaired.Kept.Where(kept => kept.Action == "changed").Select(kept => (kept.Table, kept.Row)).Distinct();
        // Beside what was changed there are new rows only where deletions are recorded.
        PerTable(proof.Rows.Repaired.Except(proof.Rows.Planted)).Should().BeEquivalentTo(PerTable(changed));
    }

    [Fact]
    public async Task The_rows_are_again_what_they_were_before_the_damage()
    {
        var proof = await fixture.ProofAsync();
        // The platform's sequencer gives a new id.
        string[] given = ["sequenceId", "shouldUpdateSequenceId"];
        var (healthy, repaired) = (proof.Rows.Healthy.Without(given), proof.Rows.Repaired.Without(given));
        var whole = proof.Entries
            .Where(entry => !NotAsBefore.ContainsKey(entry.Name) && !proof.After.Any(found => entry.Owns(found.Project, found.Subject))
                && proof.Before.Any(found => entry.Owns(found.Finding.Project, found.Finding.Subject)))
            .ToList();

        whole.Count.Should().BeGreaterThan(10);
        foreach (var entry in whole)
        {
            healthy.Except(repaired).Concat(repaired.Except(healthy))
                .Where(row => row.Table != "DeletedRow" && IsOf(entry, row.Row))
                .Should().BeEmpty(entry.Name);
        }
    }

    [Fact]
    public async Task Deletions_are_recorded_as_the_platform_records_them()
    {
        var proof = await fixture.ProofAsync();

        var recorded = proof.Rows.Repaired.Except(proof.Rows.Planted).Where(row => row.Table == "DeletedRow")
            .Select(row => (string)JsonNode.Parse(row.Row)!["id"]!)
            .ToList();

        recorded.Should().NotBeEmpty();
        proof.After.Should().NotContain(found => recorded.Any(id => found.Subject.EndsWith(id)));
    }

    [Fact]
    public async Task Applied_a_second_time_it_refuses()
    {
        var proof = await fixture.ProofAsync();

        proof.Runs.Again.ExitCode.Should().NotBe(0);
        proof.Runs.Again.Errors.Should().Contain("This script was applied before");
    }

    [Fact]
    public async Task Every_finding_says_what_is_planned_or_who_decides()
    {
        var proof = await fixture.ProofAsync();

        proof.Script.Should().StartWith("-- How to repair").And.MatchRegex("(?m)^ROLLBACK;$").And.NotContain("\nCOMMIT;");
        proof.Script.Split('\n').Should().OnlyContain(line => line.All(c => c >= ' ' && c < 127));
    }

    private static Dictionary<string, int> PerTable(IEnumerable<(string Table, string Row)> rows) =>
        rows.Where(row => row.Table != "DeletedRow").GroupBy(row => row.Table).ToDictionary(table => table.Key, table => table.Count());

    private static bool IsOf(DamageEntry entry, string row) =>
        ((string[])[$"\"{entry.Plan.Id}\"", $"\"{entry.Plan.TenancyId}\""]).Any(id => row.Contains(id, StringComparison.Ordinal));
}

/// <summary>The proof for one version, made once.</summary>
public abstract class RepairProofFixture(string platform) : IAsyncLifetime
{
    private readonly Lazy<Task<RepairProof>> _proof = new(() => RepairProof.OfAsync(Platform.Parse(platform)));

    /// <summary>The codes of which entries are repaired.</summary>
    public abstract IReadOnlyList<string> RepairedCodes { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_proof.IsValueCreated) await (await _proof.Value).DisposeAsync();
    }

    internal Task<RepairProof> ProofAsync() => _proof.Value;
}

public sealed class NewestRepairProof() : RepairProofFixture(Platform.Newest.Name)
{
    public override IReadOnlyList<string> RepairedCodes =>
        [.. Invariants.Shipped.Where(rule => rule.Repairs.Count > 0).Select(rule => rule.Code)];
}

public sealed class ReferenceRepairProof() : RepairProofFixture(Platform.Reference.Name)
{
    // The reference version has no anonymous sessions of the command line.
    public override IReadOnlyList<string> RepairedCodes =>
        [.. Invariants.Shipped.Where(rule => rule.Repairs.Count > 0 && rule.Code != "DBI118").Select(rule => rule.Code)];
}

public sealed class NewestRepairProofTests(NewestRepairProof fixture) : RepairProofTests(fixture), IClassFixture<NewestRepairProof>;

public sealed class ReferenceRepairProofTests(ReferenceRepairProof fixture)
    : RepairProofTests(fixture), IClassFixture<ReferenceRepairProof>;
