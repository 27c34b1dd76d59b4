using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Deployment.Generations;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Generations;

/// <summary>What a database must hold by itself follows from its migrations.</summary>
public sealed partial class GuardRailsTests
{
    private const string Welcome = "20260415000000_add_welcome_onboarding_status";
    private const string NewestTable = "BulldozerTimeFoldDownstreamCascade";
    private static readonly HashSet<string> March = [.. Migrations.OfMarch];
    private static readonly HashSet<string> April = [.. Migrations.OfMarch, .. Migrations.OfApril];

    [TheoryRequiringFacts]
    [InlineData("2026-03")]
    [InlineData("2026-04")]
    public void Of_a_generation_they_are_those_of_its_recorded_catalogue(string generation)
    {
        var rails = GuardRails.Of(generation == "2026-03" ? March : April);

        rails.Where(rail => rail.Kind != "u").Select(Line).Should().BeEquivalentTo(
        [
            .. Recorded(generation, "constraints.csv").Where(row => row["contype"] is "f" or "c")
                .Select(row =>
                    $"{row["contype"]} {row["table_name"].Trim('"')} {row["conname"]} {Space().Replace(row["definition"], " ")}"),
            .. Recorded(generation, "columns.csv").Where(row => row["is_nullable"] == "NO")
                .Select(row => $"n {row["table_name"]} {row["column_name"]} "),
        ]);
        rails.Where(rail => rail.Kind == "u").Select(Line).Should().BeEquivalentTo(
            Recorded(generation, "indexes.csv").Where(row => row["indisunique"] == "t")
                .Select(row => $"u {row["tablename"]} {row["indexname"]} {row["indexdef"].Split(" USING ", 2)[1]}"));
    }

    [TheoryRequiringFacts]
    [InlineData("2026-03")]
    [InlineData("2026-04")]
    public void Columns_are_those_of_the_recorded_catalogues(string generation)
    {
        var recorded = Recorded(generation, "columns.csv").ToDictionary(row => $"{row["table_name"]}.{row["column_name"]}");
        if (generation == "2026-04") PlatformColumns.All.Should().HaveSameCount(recorded);

        PlatformColumns.All.Where(column => recorded.ContainsKey($"{column.Table}.{column.Name}"))
            .Should().HaveSameCount(recorded).And.OnlyContain(column => IsAs(column, recorded[$"{column.Table}.{column.Name}"]));
    }

    [Fact]
    public void Between_two_generations_only_what_was_carried_out_is_expected()
    {
        var between = GuardRails.Of(new HashSet<string>([.. March, Welcome]));

        between.Should().NotContain(rail => rail.Table == NewestTable);
        between.Single(rail => rail.Name == "Project_onboardingStatus_valid").Forms
            .Should().ContainSingle().Which.Should().Contain("'welcome'");
    }

    [Fact]
    public void Of_an_older_database_only_what_was_there_is_expected()
    {
        var older = GuardRails.Of(March.Where(name => string.CompareOrdinal(name, "20260218") < 0).ToHashSet());

        older.Should().NotBeEmpty().And.NotContain(rail => rail.Table == "ProductVersion");
    }

    [Fact]
    public void Where_no_migration_is_named_any_form_of_what_all_have_will_do()
    {
        var unnamed = GuardRails.Of(new HashSet<string>());

        unnamed.Should().HaveSameCount(GuardRails.Of(March)).And.NotContain(rail => rail.Table == NewestTable);
        unnamed.Single(rail => rail.Name == "Project_onboardingStatus_valid").Forms.Should().HaveCount(2);
    }

    [Fact]
    public void A_migration_is_missing_only_where_the_last_of_its_generation_is_there()
    {
        const string Early = "20240313024014_authroization_code_new_user";
        const string Late = "20260327000000_add_ai_conversations";

        Migrations.MissingOf(Without(March, Early)).Should().Equal(Early);
        Migrations.MissingOf(Without(April, Late)).Should().Equal(Late);
        Migrations.MissingOf(new HashSet<string>([.. March, Late])).Should().BeEmpty("the others may be on their way");
        Migrations.MissingOf(Without(March, March.Max(StringComparer.Ordinal)!)).Should().BeEmpty("it is an older version");
        Migrations.MissingOf(new HashSet<string>()).Should().BeEmpty("nothing is known");
        Migrations.UnknownOf(new HashSet<string>([.. March, "20250101000000_fork", "20990101000000_newer"]))
            .Should().Equal("20250101000000_fork");
    }

    // DBI081 judges the one default that differs.
    private static bool IsAs(PlatformColumn column, IReadOnlyDictionary<string, string> recorded) =>
        column.Type == recorded["udt_name"]
        && (column.Name == "signedUpAt" || (column.Default ?? "") == recorded["column_default"]);

    private static HashSet<string> Without(HashSet<string> names, string one) => [.. names.Where(name => name != one)];

    private static string Line(GuardRail rail) => $"{rail.Kind} {rail.Table} {rail.Name} {string.Join(" or ", rail.Forms)}";

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Recorded(string generation, string file) =>
        Csv.Read(Path.Combine(SharedFacts.Folder, $"written-{generation}", "schema", file));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
