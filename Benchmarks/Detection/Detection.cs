using Benchmarks.Parts;
using Benchmarks.Reporting;
using Benchmarks.Targets;

namespace Benchmarks.Detection;

/// <summary>
/// How much of random damage the suite finds: one change of one value in each of many projects of one deployment, so that one run finds
/// all of them and each finding is known to come from the damage of its project.
/// </summary>
internal sealed class Detection : IPart
{
    private const int UsersOfProject = 6;

    // Two of three damages are in rows, one is in an answer.
    private const int AnswersEvery = 3;

    public string Name => "detection";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(line.Platform, line.Damages, UsersOfProject, cancel);
        await using var answers = new AnswerDamager(target.Variables["INTEGRITY_API_URL"]);
        var snapshots = Directory.CreateTempSubdirectory("integrity-detection-");
        try
        {
            var variables = target.Variables.With("INTEGRITY_API_URL", answers.Url).With("INTEGRITY_SNAPSHOT_DIR", snapshots.FullName);
            var withTables = variables.With("INTEGRITY_SNAPSHOT_TABLES", "all");
            Report.Progress("saving the healthy deployment");
            var healthy = await SuiteFindings.OfRunAsync(withTables.With("INTEGRITY_SNAPSHOTS", "save"), cancel);
            if (healthy.Any) throw new BenchmarkException($"The deployment was not healthy to begin with:\n{healthy.First}");

            var damages = await PlantAsync(target, answers, line, cancel);
            Report.Progress($"verifying {damages.Count} damages");
            var alone = await SuiteFindings.OfRunAsync(variables.With("INTEGRITY_SNAPSHOTS", "off"), cancel);
            Report.Progress("verifying them against the saved answers");
            var answersOnly = variables.With("INTEGRITY_SNAPSHOT_TABLES", "none");
            var compared = await SuiteFindings.OfRunAsync(answersOnly.With("INTEGRITY_SNAPSHOTS", "verify"), cancel);
            Report.Progress("verifying them against the saved answers and tables");
            var tables = await SuiteFindings.OfRunAsync(withTables.With("INTEGRITY_SNAPSHOTS", "verify"), cancel);
            var ofField = damages.CountBy(damage => damage.Field).ToDictionary(StringComparer.Ordinal);
            foreach (var damage in answers.Served(damages))
            {
                var inTables = tables.Has(damage) || tables.RowsChangedIn(damage.Field) >= ofField.GetValueOrDefault(damage.Field, 1);
                report.Detected(new(damage.Field, damage.What, alone.Has(damage), compared.Has(damage), inTables));
            }
        }
        finally
        {
            snapshots.Delete(recursive: true);
        }
    }

    private static async Task<List<PlantedDamage>> PlantAsync(
        SampleTarget target, AnswerDamager answers, CommandLine line, CancellationToken cancel)
    {
        var random = new Random(line.Seed);
        await using var rows = await RowDamager.OpenAsync(target.Variables["INTEGRITY_DATABASE"], random, cancel);
        var damages = new List<PlantedDamage>();
        foreach (var (number, project) in rows.Projects.Take(line.Damages).Index())
            damages.Add(number % AnswersEvery == AnswersEvery - 1
                ? answers.Plant(project, random)
                : await rows.PlantAsync(project, cancel));
        return damages;
    }
}

/// <summary>One value that was changed.</summary>
/// <param name="Project">Whose.</param>
/// <param name="Field">Table and column, or endpoint and path.</param>
/// <param name="What">What was done, without values.</param>
/// <param name="Keys">Ids in the damaged row, before and after: a finding that names one of them is about it.</param>
internal sealed record PlantedDamage(string Project, string Field, string What, IReadOnlyList<string> Keys);
