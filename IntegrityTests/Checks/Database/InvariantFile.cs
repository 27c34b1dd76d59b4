using System.Text.RegularExpressions;
using IntegrityTests.Repairs;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.Database;

/// <summary>Reads the file of an invariant: a header in comments, then one query.</summary>
internal static partial class InvariantFile
{
    private const string LookLine = "Look into it:";
    private const string DecideStart = " Decide: ";

    /// <exception cref="FormatException">The file is not as it should be; the message says what to do.</exception>
    public static Invariant Read(string file, string text, bool isOwn)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var header = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].TrimEnd()).ToList();
        var title = First().Match(header.ElementAtOrDefault(0) ?? "");
        if (!title.Success)
            throw new FormatException(
                "begins without code and title. Expected as the first line, for example: -- OWN001: every order has a customer");
        var severity = SeverityLine().Match(header.ElementAtOrDefault(1) ?? "");
        if (!severity.Success)
            throw new FormatException("has no severity. Expected as the second line: -- Severity: error. (or: warning, or: info)");
        var look = header.FindIndex(line => line.Trim() == LookLine);
        if (look < 0 || look == header.Count - 1)
            throw new FormatException(
                $"does not say how to look into a finding. Expected at the end of the header: -- {LookLine} "
                + "and below it a query in comments");
        var decide = header.FindIndex(line => line.StartsWith(DecideStart, StringComparison.Ordinal));
        if (decide < 0) decide = look;
        var why = string.Join(' ', header[2..decide].Select(line => line.Trim()).Where(line => line.Length > 0));
        if (!why.Contains("Proves ", StringComparison.Ordinal) || !why.Contains("A finding means ", StringComparison.Ordinal))
            throw new FormatException(
                "does not say why. Expected in the header a sentence that begins with \"Proves \" and one that "
                + "begins with \"A finding means \"");

        var (query, repairs) = Repair.Split(lines[header.Count..]);
        return new Invariant(
            title.Groups["code"].Value,
            title.Groups["title"].Value,
            Enum.Parse<Severity>(severity.Groups["word"].Value, ignoreCase: true),
            why,
            string.Join('\n', header[(look + 1)..].Select(Unindented)),
            OneStatement.Of(string.Join('\n', query)),
            file,
            isOwn)
        {
            Decide = string.Join(' ', header[decide..look].Select(line => line.Trim())) is { Length: > 0 } said
                ? said[DecideStart.TrimStart().Length..]
                : "",
            Repairs = repairs.Count == 0 ? [] : [.. repairs.Select(repair => Repair.Read(repair, OneStatement.Of))],
        };
    }

    private static string Unindented(string line) => line.StartsWith("   ", StringComparison.Ordinal) ? line[3..] : line.TrimStart();

    [GeneratedRegex("^ (?<code>[A-Z]{3}[0-9]{3}): (?<title>.*[^ .])$")]
    private static partial Regex First();

    [GeneratedRegex(@"^ Severity: (?<word>error|warning|info)\.$")]
    private static partial Regex SeverityLine();
}
