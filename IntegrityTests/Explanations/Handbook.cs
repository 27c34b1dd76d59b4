using System.Text.RegularExpressions;
using IntegrityTests.Running;

namespace IntegrityTests.Explanations;

/// <summary>What docs/checks.md says of each code: the only place where it is written.</summary>
/// <param name="sections">The sections, each code once.</param>
public sealed partial class Handbook(IEnumerable<Section> sections)
{
    private const string FindingMeans = "A finding means ";

    private static readonly Lazy<IReadOnlyList<Section>> OfSuite = new(() => Read(Resource()));

    private readonly Dictionary<string, Section> _sections = sections.ToDictionary(section => section.Code, StringComparer.Ordinal);

    /// <summary>The sections of the suite's own codes.</summary>
    public static IReadOnlyList<Section> Shipped => OfSuite.Value;

    /// <summary>What a finding means, with its ids in the queries; null where no section has its code.</summary>
    public Explanation? Explain(Finding finding) => _sections.TryGetValue(finding.Code, out var section)
        ? new Explanation(section.Title, section.Meaning, new FilledQueries(finding).Of(section.Sql))
        : null;

    /// <summary>
    /// How far a check is from the stored rows: 0 for those that read nothing else, then those that read one answer, those that read a
    /// list, the copy for analytics, and what was saved before.
    /// </summary>
    public static int Distance(string code) => code[..Math.Min(3, code.Length)] switch
    {
        _ when code is "USR001" or "TEM001" or "PAY001" or "OUT001" => 2,
        "PRJ" or "USR" or "TEM" or "PAY" => 1,
        "CLH" => 3,
        "TBL" or "SNP" => 4,
        _ => 0,
    };

    /// <summary>Reads the sections of a catalogue.</summary>
    /// <param name="markdown">Its text.</param>
    internal static IReadOnlyList<Section> Read(string markdown)
    {
        var text = markdown.ReplaceLineEndings("\n");
        return [.. Heading().Matches(text).Select(heading => Of(heading, text[heading.Index..End(text, heading.Index)]))];
    }

    private static int End(string text, int start) =>
        text.IndexOf("\n## ", start, StringComparison.Ordinal) is var end and >= 0 ? end : text.Length;

    private static Section Of(Match heading, string text)
    {
        var meaning = text.Split("\n\n").FirstOrDefault(paragraph => paragraph.StartsWith(FindingMeans, StringComparison.Ordinal)) ?? "";
        return new Section(
            heading.Groups["code"].Value,
            Plain(heading.Groups["title"].Value),
            Plain(meaning.Replace('\n', ' ')),
            Query().Match(text).Groups["sql"].Value);
    }

    // Links lead nowhere outside of the document, and no terminal and no result shows code otherwise than text.
    private static string Plain(string markdown) => Link().Replace(markdown, "$1").Replace("`", "", StringComparison.Ordinal).Trim();

    private static string Resource()
    {
        using var reader = new StreamReader(typeof(Handbook).Assembly.GetManifestResourceStream("checks.md")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^## (?<code>[A-Z]{3}[0-9]{3}): (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```sql\n(?<sql>.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
