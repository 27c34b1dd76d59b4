using System.Globalization;

namespace IntegrityTests.Running.Reporting;

/// <summary>A number and what it counts, as in a sentence.</summary>
internal static class Quantity
{
    /// <summary>Such as <c>1 row verified</c> or <c>1,234 rows verified</c>.</summary>
    public static string Of(long count, string singular, string rest = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {singular}{(count == 1 ? "" : "s")}{rest}");

    /// <summary>The same after a comma; empty for 0.</summary>
    public static string More(long count, string singular, string rest = "") => count == 0 ? "" : ", " + Of(count, singular, rest);
}
