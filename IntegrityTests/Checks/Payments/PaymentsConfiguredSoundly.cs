using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rules;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>PAY004: payments are configured soundly: readable, without two defaults in a line, and nothing names what does not exist.</summary>
[Check("PAY004", Severity.Error, Category = "Payments")]
public sealed class PaymentsConfiguredSoundly(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.InScope), MemberType = typeof(Sources.Projects))]
    public Task Every_project_has_sound_payments(Project project, CancellationToken cancel) => SecondLook.AtAsync(async again =>
    {
        var answer = again ? await witnesses.Configs.AskAsync(project, cancel) : await witnesses.Configs.OfAsync(project, cancel);
        if (answer.Config is not { } config) throw new RowSkippedException("the project's config is not served (see PRJ004)");

        foreach (var problem in config.Payments.Problems)
            Findings.Report(answer.Response!, $"{problem.Path} {problem.Message}", $"$.config_string.{problem.Path}");
        foreach (var type in CustomerTypes.All)
        {
            foreach (var (line, products) in config.Payments.ConflictsOf(type))
                Findings.Report(
                    answer.Response!,
                    $"product line {line} has several default products for {type.Name()} customers: {string.Join(", ", products)}; the backend cannot "
                        + $"serve what any {type.Name()} owns or has");
        }

        foreach (var (product, message) in PaymentsConfigRules.DoubtsOf(config.Payments))
            Findings.Report(project, $"product:{product}", message, severity: Severity.Warning);
    });
}
