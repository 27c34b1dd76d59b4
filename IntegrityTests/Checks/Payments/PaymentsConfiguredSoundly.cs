using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rules;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>
/// PAY004: payments are configured soundly: readable, without two defaults in a line, and nothing names what does not exist.
/// </summary>
[Check("PAY004", Severity.Error, Category = "Payments")]
public sealed class PaymentsConfiguredSoundly(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.InScope), MemberType = typeof(Sources.Projects))]
    public Task Every_project_has_sound_payments(
        Project project, CheckRow row, CancellationToken cancel) => SecondLook.AtAsync(row, async (look, again) =>
    {
        var answer = again ? await witnesses.Configs.AskAsync(project, cancel) : await witnesses.Configs.OfAsync(project, cancel);
        if (answer.Payments is not { } payments) throw answer.Gap!.ToException();
        var response = answer.Response! with { Row = look };

        foreach (var problem in payments.Problems)
            Findings.Report(response, $"{problem.Path} {problem.Message}", $"$.config_string.{problem.Path}");
        foreach (var type in CustomerTypes.All)
        {
            foreach (var (line, products) in witnesses.Payments.ConflictsOf(payments, type))
                Findings.Report(
                    response,
                    $"product line {line} has several default products for {type.Name()} customers: "
                    + $"{string.Join(", ", products)}; the backend cannot serve what any {type.Name()} owns or has",
                    value: $"{line} {type.Name()} {string.Join(' ', products)}");
        }

        foreach (var (product, message) in PaymentsConfigRules.DoubtsOf(payments))
            look.Report(project, $"product:{product}", message, severity: Severity.Warning);
    });
}
