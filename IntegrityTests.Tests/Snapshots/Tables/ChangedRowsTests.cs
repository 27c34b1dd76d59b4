using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>TBL001: what happened to rows is named by table, column and key.</summary>
public sealed class ChangedRowsTests(DatabaseFixture databases) : FilledTables(databases)
{
    [Theory]
    [InlineData(
        "UPDATE \"Thing\" SET \"totpSecret\" = 'x' WHERE name IN ('name 3', 'name 6', 'name 999')",
        "TBL001 Error column:Thing.totpSecret changed in 3 of 1,000 rows: #3, #6, #3e7")]
    [InlineData(
        "UPDATE \"Thing\" SET name = NULL, tags = '{}' WHERE name = 'name 10'",
        "TBL001 Error column:Thing.name changed in 1 of 1,000 rows: #a",
        "TBL001 Error column:Thing.tags changed in 1 of 1,000 rows: #a")]
    [InlineData(
        "UPDATE \"Thing\" SET name = \"lastName\", \"lastName\" = name WHERE name = 'name 10'",
        "TBL001 Error column:Thing.lastName changed in 1 of 1,000 rows: #a",
        "TBL001 Error column:Thing.name changed in 1 of 1,000 rows: #a")]
    [InlineData(
        "UPDATE \"Thing\" SET \"totpSecret\" = '' WHERE name = 'name 1'",
        "TBL001 Error column:Thing.totpSecret changed in 1 of 1,000 rows: #1")]
    [InlineData("DELETE FROM \"Thing\" WHERE name = 'name 500'", "TBL001 Error row:Thing/#1f4 is gone")]
    [InlineData(
        "INSERT INTO \"Thing\" (id, at) VALUES ('f0000000-0000-0000-0000-0000000000ff', now())",
        "TBL001 Error table:Thing has 1 new row: f0000000-0000-0000-0000-0000000000ff")]
    [InlineData(
        "UPDATE \"Word\" SET value = 'other' WHERE \"tokenId\" = -4",
        "TBL001 Error column:Word.value changed in 1 of 400 rows: project a Ä/-4")]
    [InlineData("UPDATE \"Code\" SET n = -1 WHERE n = 7", "TBL001 Error column:Code.n changed in 1 of 300 rows: (hidden)")]
    [InlineData("DELETE FROM \"Code\" WHERE n = 7", "TBL001 Error row:Code/(hidden) is gone")]
    [InlineData("UPDATE \"Part\" SET v = '' WHERE id = 150", "TBL001 Error column:Part.v changed in 1 of 200 rows: 150")]
    [InlineData(
        "INSERT INTO \"Heap\" VALUES (1, 'x')",
        "TBL001 Error column:Heap.(number of equal rows) changed in 1 of 2 rows: (a row without a key)")]
    [InlineData(
        "UPDATE \"Heap\" SET b = 'new' WHERE a = 2",
        "TBL001 Error row:Heap/(a row without a key) is gone",
        "TBL001 Error table:Heap has 1 new row: (a row without a key)")]
    [InlineData("INSERT INTO \"Empty\" VALUES (lpad('1', 32, '0')::uuid)", "TBL001 Error table:Empty has 1 new row: #1")]
    [InlineData(
        "UPDATE \"Thing\" SET name = 'x' WHERE name IN ('name 1', 'name 2'); UPDATE \"Thing\" SET at = NULL WHERE name IN ('x', 'name 3')",
        "TBL001 Error column:Thing.name changed in up to 3 of 1,000 rows: #1, #2, #3",
        "TBL001 Error column:Thing.at changed in up to 3 of 1,000 rows: #1, #2, #3")]
    [InlineData(
        "UPDATE \"Thing\" SET name = 'x' WHERE name = 'name 1'; DELETE FROM \"Thing\" WHERE name = 'name 2'",
        "TBL001 Error row:Thing/#2 is gone",
        "TBL001 Error table:Thing changed in 1 of 999 rows, in which columns is not known: #1")]
    public async Task What_changed_is_named(string sql, params string[] expected)
    {
        var comparing = await AfterAsync(sql);

        comparing.Texts.Should().BeEquivalentTo(expected);
        Saved.Files.Keys.Count(file => file.EndsWith(".received.bin")).Should().Be(1);
    }

    [Fact]
    public async Task Many_lost_rows_are_named_up_to_a_limit_and_counted()
    {
        var comparing = await AfterAsync("""
            INSERT INTO "Word" SELECT 'more', 'project z', n, '' FROM generate_series(1, 1100) n
            """);
        await Saved.SaveAsync(Rows.ConnectionString);
        await Rows.ExecuteAsync("DELETE FROM \"Word\"");

        comparing.Texts.Should().ContainSingle().Which.Should().StartWith("TBL001 Error table:Word has 1,100 new rows: project z/1, ");
        var lost = (await Saved.CompareAsync(Rows.ConnectionString)).Texts.ToList();
        lost.Should().HaveCount(1001);
        lost[^1].Should().Be("TBL001 Error table:Word has lost 1,500 of 1,500 rows; the first 1,000 of them are reported one by one");
    }

    [Fact]
    public async Task What_the_platform_changes_by_itself_is_not_damage_and_hides_no_lost_row()
    {
        var comparing = await AfterAsync("""
            UPDATE "Thing" SET "sequenceId" = "sequenceId" + 11, "shouldUpdateSequenceId" = false WHERE "shouldUpdateSequenceId";
            UPDATE "Thing" SET "sequenceId" = 7 WHERE name = 'name 500';
            UPDATE "Thing" SET "lastName" = 'new', "updatedAt" = now() AT TIME ZONE 'UTC' WHERE name = 'name 1';
            UPDATE "Thing" SET "lastName" = 'late', "updatedAt" = '2099-01-01' WHERE name = 'name 900';
            DELETE FROM "OutgoingRequest" WHERE id = lpad('1', 32, '0')::uuid;
            INSERT INTO "OutgoingRequest" VALUES (lpad('f', 32, '0')::uuid, now() AT TIME ZONE 'UTC');
            """);

        const string Why = "(the platform removes requests that were handed over, and adds others)";
        comparing.Texts.Should().BeEquivalentTo(
            "TBL001 Info column:Thing.lastName changed since in 1 of 1,000 rows, as they say themselves: #1",
            "TBL001 Info column:Thing.updatedAt changed since in 1 of 1,000 rows, as they say themselves: #1",
            "TBL001 Error column:Thing.lastName changed in 1 of 1,000 rows: #384",
            "TBL001 Error column:Thing.updatedAt changed in 1 of 1,000 rows: #384",
            "TBL001 Error column:Thing.sequenceId changed in 1 of 1,000 rows: #1f4",
            $"TBL001 Warning row:OutgoingRequest/#1 is gone {Why}",
            "TBL001 Info table:OutgoingRequest has 1 new row that was made since, as they say themselves: #f");
    }

    [Theory]
    [InlineData("Thing")]
    [InlineData("*")]
    public async Task Ignored_columns_are_not_compared(string table)
    {
        await Saved.SaveAsync(Rows.ConnectionString);
        await Rows.ExecuteAsync("UPDATE \"Thing\" SET \"lastName\" = 'x'");
        Saved.Options = Saved.Options with { SnapshotIgnoredColumns = [new IgnoredColumn(table, "lastName")] };

        (await Saved.CompareAsync(Rows.ConnectionString)).Texts.Should().BeEmpty();
        Saved.Files.Keys.Should().NotContain(file => file.EndsWith(".received.bin"));
    }

    [Fact]
    public async Task New_values_are_shown_only_on_request_and_secrets_never()
    {
        var hidden = await AfterAsync("UPDATE \"Thing\" SET name = 'shown', \"totpSecret\" = 'not shown' WHERE name = 'name 1'");
        Saved.Options = Saved.Options with { ShowPersonalData = true };
        var shown = await Saved.CompareAsync(Rows.ConnectionString);

        hidden.Findings.Should().HaveCount(2).And.OnlyContain(finding => finding.Actual == null);
        shown.Findings.Select(finding => finding.Actual?.ToJsonString()).Should().BeEquivalentTo(
            "{\"00000000-0000-0000-0000-000000000001\":\"shown\"}", null);
    }
}
