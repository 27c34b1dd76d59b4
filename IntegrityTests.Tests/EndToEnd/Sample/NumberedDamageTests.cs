using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using SampleDeployment;
using SampleDeployment.Damages;
using SampleDeployment.Data;
using Xunit;
using StandIn = SampleDeployment.Deployment;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>
/// The damages that the sample deployment plants by number, at once. Left out: 12, which only a snapshot tells, 17 and 21, which are valid,
/// and 18 and 20, behind which the others cannot be asked for. Each alone is in the corpus.
/// </summary>
[Collection(SampleCollection.Name)]
public sealed class NumberedDamageTests
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
        [13] = ("PAY005", $"team:{Target(13).User}"),
        [14] = ("PAY005", $"user:{Target(14).User}"),
        [15] = ("DBI053", $"subscription:{Target(15).Team}"),
        [16] = ("PAY005", $"user:{Target(16).Team}"),
        [19] = ("PRJ002", "permission:editor"),
        [22] = ("PAY004", $"project:{Project.Id}"),
    };

    [Fact]
    public async Task Each_is_found_where_it_is()
    {
        string[] arguments = ["--projects", "1", "--users", "50", .. Found.Keys.SelectMany(number => new[] { "--damage", $"{number}" })];
        await using var deployment = await StandIn.StartAsync(CommandLine.Parse(arguments), CancellationToken.None);

        var run = await new SuiteCommand { Variables = deployment.Variables.ToDictionary(variable => variable.Name, variable => variable.Value) }.RunAsync();

        run.Should().BeRed();
        run.Findings.Findings.Select(finding => (finding.Code, finding.Subject)).Should().Contain(Found.Values.Select(found => (found.Code, (string?)found.Subject)));
    }

    private static DamageTarget Target(int number) =>
        DamageTarget.For(DamageCatalogue.All.Single(damage => damage.Number == number), [Project, Project]);
}
