using System.Text.RegularExpressions;

namespace IntegrityTests.Running;

/// <summary>Makes a <see cref="Finding.Value"/> of a sentence about stored rows.</summary>
internal static partial class FindingValue
{
    /// <summary>The sentence without what may differ from run to run: numbers and times become <c>#</c>, ids stay.</summary>
    public static string Of(string sentence) => Changing().Replace(sentence, match => match.Groups["id"].Success ? match.Value : "#");

    // In this order: a UUID may begin with digits (what follows it after a colon names a part of it), a time has letters in it, and a name
    // such as oauth2 is no number.
    [GeneratedRegex(
        @"(?<id>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?::\w+)*)"
        + @"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?"
        + @"|(?<id>[\w.$@-]*[A-Za-z_$][\w.$@-]*)"
        + @"|-?\d[\d.,:]*(?: \d[\d.,:]*)*")]
    private static partial Regex Changing();
}
