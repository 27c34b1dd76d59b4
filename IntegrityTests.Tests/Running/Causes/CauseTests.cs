using IntegrityTests.Running;
using IntegrityTests.Running.Causes;

namespace IntegrityTests.Tests.Running.Causes;

/// <summary>Findings of one test, and the causes that they have.</summary>
public abstract class CauseTests
{
    // As in the suite: a rule over rows is nearest, then a single answer, then a list.
    private protected CauseBook Book { get; } = new(code => code[0] - 'A');

    private protected static string Id(int number) => $"00000000-0000-4000-8000-{number:d12}";

    private protected static string Row(int number) => $"user:{Id(number)}";

    private protected IReadOnlyList<Cause> Causes() => Book.Conclude().Kept;

    private protected Finding Add(
        string code, string subject, string message, string? root = null, string project = "p", Severity severity = Severity.Error)
    {
        var finding = new Finding
        {
            Code = code,
            Severity = severity,
            Project = project,
            Subject = subject,
            Message = message,
            Root = root,
        };
        Book.Add(finding);
        return finding;
    }
}
