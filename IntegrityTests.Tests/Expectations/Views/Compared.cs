using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;

namespace IntegrityTests.Tests.Expectations.Views;

internal static class Compared
{
    public static List<Difference> With(this View view, string json)
    {
        var found = new List<Difference>();
        view.Compare(Example.Json(json), "$", found);
        return found;
    }

    public static List<Difference> With(this ItemSet items, string json)
    {
        var found = new List<Difference>();
        items.Compare(Example.Json(json), "$.items", found);
        return found;
    }

    /// <summary>The differences as "path message".</summary>
    public static IEnumerable<string> Texts(this IEnumerable<Difference> differences) =>
        differences.Select(difference => $"{difference.Path} {difference.Message}");
}
