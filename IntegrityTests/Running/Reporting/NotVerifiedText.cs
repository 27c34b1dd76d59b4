using IntegrityTests.Redaction;

namespace IntegrityTests.Running.Reporting;

/// <summary>What a result says about a row that could not be verified.</summary>
internal static class NotVerifiedText
{
    public static string Of(CheckRow row, string subject, string reason)
    {
        var project = row.Partition is { } partition ? $"{Environment.NewLine}  project:  {Printable.Line($"{partition.Name} ({partition.Key})")}" : "";
        return $"NOT VERIFIED: {reason}{Environment.NewLine}  check:    {row.Check.Code}{project}{Environment.NewLine}  subject:  {Printable.Line(subject)}";
    }
}
