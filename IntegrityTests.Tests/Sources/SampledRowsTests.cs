using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Checks.Users;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Sources;

/// <summary>A sample of the rows: the same rows as a walk gives them, another part with each seed, and of how many is said.</summary>
public sealed class SampledRowsTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private static readonly CheckInfo Check = new("TST001", Severity.Error, "Tests") { IsPerRow = true };
    private static readonly ProjectPlan ThreePages = Plans.Default.Single(plan => plan.Users == 2500);

    [Fact]
    public async Task Four_quarters_are_the_whole_of_users_teams_and_customers()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        foreach (var source in new[] { Users.InScope, Teams.InScope, Customers.InScope })
        {
            var (whole, _) = await ReadAsync(sample, source, null);
            var quarters = new List<string>();
            for (var seed = 1; seed <= 4; seed++)
            {
                var (quarter, stored) = await ReadAsync(sample, source, new Sampling(25_000, seed));
                stored.Should().Be(whole.Count, "of so many rows it is a sample");
                quarter.Count.Should().BeLessThan(whole.Count);
                quarters.AddRange(quarter);
            }

            quarters.Should().OnlyHaveUniqueItems();
            // In order: without one, every item would be compared with every other.
            quarters.Order(StringComparer.Ordinal).Should().Equal(whole.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_sample_without_a_row_is_skipped_and_says_so()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        var reading = () => ReadAsync(sample, Teams.InScope, new Sampling(1, 1));

        await reading.Should().ThrowAsync<NothingToVerifyException>().WithMessage("none of its rows is in the sample");
    }

    [Fact]
    public async Task A_check_verifies_the_sample_and_no_more()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        var choice = new Sampling(25_000, 3);

        var verified = await sample.VerifyAsync<UserReadsAsStored>(options => options with { Sample = choice });

        verified.Findings.Should().BeEmpty();
        verified.Rows.Should().BeGreaterThan(0).And.BeLessThan(ServedSample.Project.Users);
    }

    private static async Task<(List<string> Rows, long Stored)> ReadAsync(ServedSample sample, RowSource source, Sampling? choice)
    {
        var settings = sample.Settings(options => options with { Projects = [ServedSample.Project.Id, ThreePages.Id], Sample = choice });
        using var run = new Run(settings with { Sample = choice?.Words }, TimeProvider.System);
        await using var witnesses = await run.FixtureAsync<Witnesses>();
        var context = new CaseContext(run, Check, null);
        var rows = new List<string>();
        await foreach (var row in source.Open(context, default)) rows.Add($"{row[0]} {row[1]}");
        return (rows, context.Stored);
    }
}
