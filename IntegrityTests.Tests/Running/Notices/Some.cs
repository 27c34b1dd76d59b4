using IntegrityTests.Running;
using IntegrityTests.Running.Causes;

namespace IntegrityTests.Tests.Running.Notices;

/// <summary>Causes without a run around them.</summary>
internal static class Some
{
    public static CauseList Causes(params IReadOnlyList<Cause> causes) => new(causes, 0);

    public static Cause Cause(string message, Severity severity = Severity.Error, string code = "TST001")
    {
        var finding = new Finding
        {
            Code = code,
            Severity = severity,
            Project = "p1",
            ProjectName = "Acme",
            Subject = "number:7",
            Message = message,
        };
        return new($"{code}: {message}", finding, severity, 1, new Dictionary<string, long> { [code] = 1 }, [finding.Subject], false);
    }
}
