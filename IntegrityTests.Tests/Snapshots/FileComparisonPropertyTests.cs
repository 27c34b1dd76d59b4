using CsCheck;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Verify;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>The streamed comparison against one that has both files in memory; a failure names the seed that shows it again.</summary>
public sealed class FileComparisonPropertyTests
{
    private const int Cases = 100;

    // A row that is saved, now, or both; where, and with which body.
    private static readonly Gen<Row> Rows = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 1])
        .Select((place, other, moves, sides, body) => new Row(
            sides == 0 ? null : place,
            sides == 1 ? null : moves == 0 ? other : place,
            body));

    private static readonly Gen<List<Row>> Files = Rows.List[0, 25];

    [Fact]
    public void With_room_for_all_that_moved_it_finds_what_a_comparison_by_key_finds() => Files.Sample(
        rows =>
        {
            var seen = Compare(rows, maxPending: rows.Count);
            return rows.Index().All(row => seen.Of(row.Index) == Expected(row.Item))
                && seen.Compared == rows.Count(row => row is { Saved: not null, Now: not null })
                && seen.HasDifferences == rows.Exists(row => Expected(row) != "");
        },
        iter: Cases,
        print: Print);

    [Fact]
    public void With_little_room_only_a_line_that_moved_may_be_gone_and_new() => Gen.Select(Files, Gen.Int[0, 4]).Sample(
        (rows, maxPending) =>
        {
            var seen = Compare(rows, maxPending);
            return rows.Index().All(row =>
                seen.Of(row.Index) == Expected(row.Item)
                || (row.Item is { Saved: { } before, Now: { } after } && before != after && seen.Of(row.Index) is "-+" or "+-"));
        },
        iter: Cases,
        print: sample => $"{Print(sample.Item1)} with room for {sample.Item2}");

    [Fact]
    public void Compared_the_other_way_round_what_was_gone_is_new() => Files.Sample(
        rows =>
        {
            var reversed = rows.ConvertAll(row => new Row(row.Now, row.Saved, row.Body));
            var (there, back) = (Compare(rows, rows.Count), Compare(reversed, rows.Count));
            return rows.Index().All(row => Reversed(there.Of(row.Index)) == back.Of(row.Index)) && there.Compared == back.Compared;
        },
        iter: Cases,
        print: Print);

    private static string Reversed(string seen) => seen switch { "-" => "+", "+" => "-", _ => seen };

    private static string Expected(Row row) => row switch
    {
        { Saved: null, Now: null } => "",
        { Now: null } => "-",
        { Saved: null } => "+",
        { Body: 0 } => "",
        _ => "~",
    };

    private static Seen Compare(List<Row> rows, int maxPending)
    {
        var seen = new Seen();
        using var saved = Written.Read(Written.File(Lines(rows, row => row.Saved, _ => "{}")));
        using var now = Written.Read(Written.File(Lines(rows, row => row.Now, row => row.Body == 0 ? "{}" : "{\"a\":1}")));
        var comparison = new FileComparison(saved, now, seen, maxPending);
        comparison.Run();
        return seen with { Compared = comparison.Compared, HasDifferences = comparison.HasDifferences };
    }

    private static IEnumerable<string> Lines(List<Row> rows, Func<Row, int?> placeOf, Func<Row, string> bodyOf) =>
        from row in rows.Index()
        where placeOf(row.Item) is not null
        orderby placeOf(row.Item), row.Index
        select Line(placeOf(row.Item)!.Value, row.Index, bodyOf(row.Item));

    private static string Line(int place, int row, string body) =>
        $"{{\"at\":\"{place:d4}\",\"body\":{body},\"endpoint\":\"/rows/{row:d4}\",\"status\":200,\"subject\":\"user:{row}\"}}";

    private static string Print(List<Row> rows) =>
        string.Join(' ', rows.Select(row => $"{row.Saved}>{row.Now}{(row.Body == 0 ? "" : "!")}"));

    private sealed record Row(int? Saved, int? Now, int Body);

    private sealed record Seen : IDifferences
    {
        private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

        public long Compared { get; init; }

        public bool HasDifferences { get; init; }

        /// <summary>What was told of a row: <c>-</c> gone, <c>+</c> new, <c>~</c> changed, empty where it is as it was.</summary>
        public string Of(int row) => _told.GetValueOrDefault($"user:{row}", "");

        void IDifferences.Removed(SavedLine saved) => Tell(saved, "-");

        void IDifferences.Added(SavedLine now) => Tell(now, "+");

        bool? IDifferences.Compare(SavedLine saved, SavedLine now)
        {
            var differs = saved.Body.GetRawText() != now.Body.GetRawText();
            if (differs) Tell(saved, "~");
            return differs;
        }

        private void Tell(SavedLine line, string what) => _told[line.Subject] = _told.GetValueOrDefault(line.Subject, "") + what;
    }
}
