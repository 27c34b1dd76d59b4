using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using SampleDeployment.Damages;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>
/// The damages that the sample deployment plants by number, at once. Left out: 12, which only a snapshot tells, 17 and 21, which are valid,
/// 18 and 20, behind which the others cannot be asked for, and 22, which the newest version does not look at. Each alone is in the corpus.
/// </summary>
public sealed class NumberedDamageTests(NumberedDamageTests.DamagedRun damaged) : IClassFixture<NumberedDamageTests.DamagedRun>
{
    private static readonly ProjectPlan Project = Plans.Uniform(1, 50, transactions: 0)[0];

    private static readonly Dictionary<int, (string Code, string Subject)> Found = new()
    {
        [1] = ("USR003", $"user:{Project.UserId(4)}"),
        [2] = ("TEM002", $"team:{Project.TeamId(1)}"),
        [3] = ("USR003", $"user:{Target(3).User}"),
        [4] = ("DBI016", $"user:{Target(4).User}"),
        [5] = ("DBI018", $"user:{Target(5).User}"),
        [6] = ("DBI021", $"user:{Target(6).User}"),
        [7] = ("DBI041", $"user:{Target(7).User}"),
        [8] = ("USR004", $"user:{Target(8).User}"),
        [9] = ("DBI042", $"team:{Project.TeamId(1)}"),
        [10] = ("DBI036", $"user:{Target(10).User}"),
        [11] = ("DBI012", $"user:{Target(11).User}"),
        [13] = ("DBI051", $"item-change:{Target(13).Team}"),
        [14] = ("PAY005", $"user:{Target(14).User}"),
        [15] = ("DBI053", $"subscription:{Target(15).Team}"),
        [16] = ("DBI049", $"subscription:{Target(16).Team}"),
        [19] = ("PRJ002", "permission:editor"),
    };

    public static TheoryData<int> Numbers => new(Found.Keys);

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Damage_is_found_where_it_is(int number)
    {
        var run = await damaged.RunAsync();

        run.Should().BeRed();
        run.Findings.Findings.Select(finding => (finding.Code, finding.Subject)).Should().Contain(Found[number]);
    }

    [Fact]
    public async Task There_are_no_more_causes_than_damages_and_each_is_explained()
    {
        var run = await damaged.RunAsync();

        var causes = run.Findings.OfKind("cause").ToList();
        causes.Should().HaveCountLessThanOrEqualTo(
            Found.Count, string.Join('\n', causes.Select(cause => $"{cause["cause"]} {cause["codes"]} {cause["subjects"]}")));
        causes.Should().OnlyContain(cause =>
            ((string)cause["meaning"]!).StartsWith("A finding means ") && ((string)cause["sql"]!).StartsWith("SELECT "));
        run.Findings.OfKind("finding").Where(finding => (string?)finding["severity"] != "info").Select(finding => (string?)finding["cause"])
            .Distinct().Should().BeEquivalentTo(causes.Select(cause => (string?)cause["cause"]));
    }

    private static DamageTarget Target(int number) =>
        DamageTarget.For(DamageCatalogue.All.Single(damage => damage.Number == number), [Project, Project]);

    /// <summary>A deployment with all of them, and one run over it.</summary>
    public sealed class DamagedRun : IAsyncLifetime
    {
        private readonly SampleDeployments _deployments = new();
        private readonly Lazy<Task<SuiteResult>> _run;

        public DamagedRun() => _run = new(VerifyAsync);

        /// <inheritdoc/>
        public Task InitializeAsync() => _deployments.InitializeAsync();

        /// <inheritdoc/>
        public Task DisposeAsync() => _deployments.DisposeAsync();

        /// <summary>The run, made once.</summary>
        internal Task<SuiteResult> RunAsync() => _run.Value;

        private async Task<SuiteResult> VerifyAsync()
        {
            var deployment = await _deployments.SmallAsync([.. Found.Keys.SelectMany(number => new[] { "--damage", $"{number}" })]);
            return await SampleDeployments.Verification(deployment).RunAsync();
        }
    }
}
