using System.Text.RegularExpressions;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>What the platform says when it crashed has an id that is never the same.</summary>
internal static partial class CrashText
{
    public static string WithoutId(string text) => Id().Replace(text, "Request ID: ");

    [GeneratedRegex("Request ID: [a-z0-9]{16}$")]
    private static partial Regex Id();
}
