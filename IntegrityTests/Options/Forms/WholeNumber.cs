using System.Globalization;

namespace IntegrityTests.Options.Forms;

/// <summary>Whole numbers of at least 1, digits only: a sign, a point or a space is more likely a slip than a wish.</summary>
internal static class WholeNumber
{
    public static Form<int> AtLeastOne(int example) =>
        new(FormattableString.Invariant($"a whole number of at least 1, such as {example}"), text => Read(text, int.MaxValue));

    public static Form<int> UpTo(int largest, int example) =>
        new(FormattableString.Invariant($"a whole number from 1 to {largest}, such as {example}"), text => Read(text, largest));

    public static int Read(string text, int largest)
    {
        if (!text.All(char.IsAsciiDigit) || text.Length == 0)
            throw new FormatException("is not a whole number");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > largest)
            throw new FormatException("is too large");
        return number > 0 ? number : throw new FormatException("is too small");
    }
}
