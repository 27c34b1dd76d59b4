using System.Reflection;
using IntegrityTests.Checks.Database;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Verify;

namespace IntegrityTests.Tests.Detection;

/// <summary>Every code of the suite, with the severity that its findings have by default.</summary>
internal static class AllCodes
{
    private static readonly Dictionary<string, Severity> Severities = typeof(Suite).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<CheckAttribute>())
        .OfType<CheckAttribute>()
        .Select(check => (check.Code, check.Severity))
        .Concat(Invariants.Shipped.Select(invariant => (invariant.Code, invariant.Severity)))
        .Concat([(DifferenceFindings.Differs, Severity.Error), (DifferenceFindings.NotSeen, Severity.Error)])
        .ToDictionary(check => check.Item1, check => check.Item2);

    public static IEnumerable<string> Codes => Severities.Keys;

    public static string SeverityOf(string code) =>
        Severities.TryGetValue(code, out var severity)
            ? severity.ToString().ToLowerInvariant()
            : throw new InvalidOperationException($"The suite has no code {code}.");
}
