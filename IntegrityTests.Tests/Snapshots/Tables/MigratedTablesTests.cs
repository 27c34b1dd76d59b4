using FluentAssertions;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>TBL002: what a migration does to a table is told once, and is no changed row.</summary>
public sealed class MigratedTablesTests(DatabaseFixture databases) : FilledTables(databases)
{
    [Theory]
    [InlineData(
        "ALTER TABLE \"Thing\" ADD extra int DEFAULT 7; UPDATE \"Thing\" SET extra = 8 WHERE name = 'name 1'",
        "TBL002 Info column:Thing.extra is new, of type integer: 1 of 1,000 rows have another value than its default (7)")]
    [InlineData(
        "ALTER TABLE \"Thing\" RENAME name TO \"displayName\"",
        "TBL002 Info column:Thing.name is called displayName now: its values are the same")]
    [InlineData(
        "ALTER TABLE \"Thing\" RENAME name TO \"displayName\"; UPDATE \"Thing\" SET \"displayName\" = 'x' "
        + "WHERE \"displayName\" = 'name 2'",
        "TBL002 Info column:Thing.name is called displayName now: its values are the same",
        "TBL001 Error column:Thing.displayName changed in 1 of 1,000 rows: #2")]
    [InlineData(
        "ALTER TABLE \"Thing\" ALTER name TYPE varchar(50)",
        "TBL002 Info column:Thing.name is of type character varying(50) now, and was of text: "
        + "TBL001 reports rows whose value reads otherwise")]
    [InlineData(
        "ALTER TABLE \"Thing\" DROP \"lastName\"; UPDATE \"Thing\" SET name = 'x' WHERE name = 'name 200'",
        "TBL002 Warning column:Thing.lastName is gone, and its values with it. "
        + "Of the other columns it can only be told in which range of rows they changed",
        "TBL001 Error column:Thing.name changed in one or more of 128 rows, "
        + "in 1 range from #81 to #100")]
    [InlineData(
        "CREATE INDEX thing_name ON \"Thing\" (name)",
        "TBL002 Info rule:thing_name of Thing is new: "
        + "CREATE INDEX thing_name ON public.\"Thing\" USING btree (name)")]
    [InlineData(
        "ALTER TABLE \"Thing\" DROP CONSTRAINT \"Thing_pkey\"; "
        + "ALTER TABLE \"Thing\" ADD CONSTRAINT k PRIMARY KEY (id, name)",
        "TBL002 Info table:Thing has the key (id, name), and was saved by (id): "
        + "its rows are compared by the saved one",
        "TBL002 Warning rule:Thing_pkey of Thing is gone: PRIMARY KEY (id)", "TBL002 Info rule:k of Thing is new: PRIMARY KEY (id, name)")]
    [InlineData(
        "CREATE TABLE \"Fresh\" (id int PRIMARY KEY)",
        "TBL002 Info table:Fresh is new")]
    [InlineData(
        "DROP TABLE \"Empty\"",
        "TBL002 Warning table:Empty is gone, and its rows with it")]
    public async Task What_a_migration_does_is_told_once(string sql, params string[] expected)
    {
        var comparing = await AfterAsync(sql);

        comparing.Texts.Should().BeEquivalentTo(expected);
    }

    [Fact]
    public async Task Rows_whose_key_is_gone_are_not_compared_and_that_is_said()
    {
        var comparing = await AfterAsync("ALTER TABLE \"Thing\" DROP id; ALTER TABLE \"Thing\" ADD nr serial PRIMARY KEY");

        comparing.Texts.Should().Contain(
            "TBL002 Warning table:Thing has the key (nr), and was saved by (id): its rows cannot be found again: they are not compared");
        comparing.Left.Should().Equal("the columns that identified its rows are gone (see TBL002)");
    }
}
