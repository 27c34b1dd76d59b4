using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Generations;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Generations;

public sealed class DataGenerationTests
{
    private const string Cascade = "20260417000000_bulldozer_timefold_downstream_cascade";
    private static readonly EngineMarkers Initialised = new(65);

    private static readonly (string, string)[] March = [("Team", "id"), ("ProjectUserRefreshToken", "id"), ("Subscription", "id")];

    private static readonly (string, string)[] Sync =
        [.. March, ("Team", "sequenceId"), ("ProjectUserRefreshToken", "sequenceId")];

    private static readonly (string, string)[] Engine =
    [
        .. Sync, ("BulldozerStorageEngine", "keyPath"), ("BulldozerTimeFoldQueue", "id"), ("Subscription", "endedAt"),
        ("Subscription", "canceledAt"), ("OneTimePurchase", "revokedAt"),
    ];

    private static readonly (string, string)[] April = [.. Engine, ("BulldozerTimeFoldDownstreamCascade", "cascadeInputName")];

    [Fact]
    public void The_reference_version_is_told_by_its_tables_and_names() =>
        Of(March, Migrations.OfMarch).Should().BeEquivalentTo(Sound("2026-03", Generation.March2026));

    [Fact]
    public void The_sync_of_all_tables_changes_nothing_about_payments() =>
        Of(Sync, Through("20260318000001_add_sequence_indexes_concurrently")).Should()
            .BeEquivalentTo(Sound("2026-03 with the sync of all tables", Generation.March2026), o => o.Excluding(data => data.Notices));

    [Fact]
    public void Payments_before_their_repair_follow_the_rules_of_no_generation()
    {
        var data = Of(Engine, Through("20260415200000_add_subscription_canceled_at"), Initialised);

        data.Name.Should().Be("between 2026-03 and 2026-04");
        data.WhyUnfit.Should().Be(
            "the database is between 2026-03 and 2026-04, since it lacks table \"BulldozerTimeFoldDownstreamCascade\", and SchemaMigration "
            + $"lacks {Cascade}. Finish the platform's migration");
    }

    [Fact]
    public void The_newest_known_version_is_told_by_its_tables_and_names() =>
        Of(April, All(), Initialised).Should().BeEquivalentTo(Sound("2026-04", Generation.April2026));

    [Fact]
    public void A_name_that_existed_for_one_day_is_no_surprise() =>
        Of(March, [.. Migrations.OfMarch, "20260323000000_add_signed_up_at_default"]).Should()
            .BeEquivalentTo(Sound("2026-03", Generation.March2026));

    [Fact]
    public void A_name_behind_the_newest_is_of_a_newer_version()
    {
        var data = Of(April, [.. All(), "20260601000000_add_something"], Initialised);

        data.Should().BeEquivalentTo(
            new { Name = "newer than 2026-04", Payments = Generation.April2026, WhyUnfit = (string?)null, IsNewer = true });
        data.Notices.Should().Equal(
            "The database is newer than this suite knows, by 1 migration(s): 20260601000000_add_something. "
            + "What its tables and columns allow is verified.");
    }

    [Fact]
    public void A_foreign_name_before_the_newest_is_mentioned_and_changes_nothing()
    {
        var data = Of(April, [.. All(), "20260101000000_of_a_fork"], Initialised);

        data.IsNewer.Should().BeFalse();
        data.WhyUnfit.Should().BeNull();
        data.Notices.Should().Equal("SchemaMigration names 1 migration(s) that are not the platform's: 20260101000000_of_a_fork.");
    }

    [Fact]
    public void Missing_names_are_mentioned()
    {
        var first = Migrations.OfMarch.Order(StringComparer.Ordinal).Take(7).ToList();

        var data = Of(March, [.. Migrations.OfMarch.Except(first)]);

        data.WhyUnfit.Should().BeNull();
        data.Notices.Should().Equal(
            $"SchemaMigration lacks 7 migration(s) of its generation: {string.Join(", ", first.Take(5))} and 2 more.");
    }

    [Theory]
    [InlineData(false, "2026-03")]
    [InlineData(true, "2026-04")]
    public void Without_names_the_tables_tell_it(bool isApril, string name)
    {
        var data = Of(isApril ? April : March, [], isApril ? Initialised : null);

        data.Name.Should().Be(name);
        data.WhyUnfit.Should().BeNull();
        data.Notices.Should().ContainSingle().Which.Should().StartWith("SchemaMigration names none of the platform's migrations");
    }

    [Fact]
    public void A_migration_that_is_named_before_its_table_is_there_is_unfinished() =>
        Of(March, All()).WhyUnfit.Should().Contain("it lacks table \"BulldozerStorageEngine\"");

    [Fact]
    public void A_table_that_is_there_before_its_migration_is_named_is_unfinished() =>
        Of(April, [.. All().Except([Cascade])], Initialised).WhyUnfit.Should().Be(
            $"the database is between 2026-03 and 2026-04, since SchemaMigration lacks {Cascade}. Finish the platform's migration");

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    public void An_engine_that_lacks_markers_is_not_initialised(long marked)
    {
        var data = Of(April, All(), new EngineMarkers(marked));

        data.Name.Should().Be("2026-04");
        data.WhyUnfit.Should().StartWith($"the payments engine is not initialised: {marked} of its 65 tables have their marker");
    }

    [Theory]
    [InlineData("BDZ010")]
    [InlineData("BDZ012")]
    public void The_tables_of_the_engine_are_those_that_its_rules_know(string code)
    {
        var words = Regex.Matches(Invariants.Shipped.Single(invariant => invariant.Code == code).Sql, "[a-z0-9-]+")
            .Select(match => match.Value).ToHashSet();

        EngineMarkers.Tables.Should().HaveCount(65).And.OnlyHaveUniqueItems().And.BeSubsetOf(words);
    }

    [Fact]
    public void The_names_of_both_generations_are_complete()
    {
        Migrations.OfMarch.Should().HaveCount(160);
        Migrations.OfApril.Should().HaveCount(19);
        Migrations.OfMarch.Max(StringComparer.Ordinal).Should().Be("20260312000001_validate_project_onboarding_status_constraint");
        Migrations.OfApril.Max(StringComparer.Ordinal).Should().Be(Cascade);
    }

    private static DataGeneration Of((string, string)[] columns, IEnumerable<string> migrations, EngineMarkers? markers = null) =>
        DataGeneration.Of(new StoredSchema(columns), migrations.ToHashSet(), markers);

    private static DataGeneration Sound(string name, Generation payments) => new(name, payments, null, false, []);

    private static IEnumerable<string> All() => Migrations.OfMarch.Concat(Migrations.OfApril);

    private static IEnumerable<string> Through(string last) => All().Where(name => string.CompareOrdinal(name, last) <= 0);
}
