using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Continuation;

/// <summary>The lines of the file that says what was verified.</summary>
internal static class CoverageLines
{
    /// <summary>Takes a line into the file that it is of.</summary>
    /// <exception cref="FormatException">It is none that a run writes; other exceptions of reading say so, too.</exception>
    public static void Read(CoverageFile file, JsonElement line, bool isFirst)
    {
        var kind = Text("kind");
        if (isFirst != (kind == "coverage")) throw new FormatException();
        switch (kind)
        {
            case "coverage":
                (file.Target, file.Began) = (Text("target"), Moment(Text("began")));
                break;
            case "run":
                var run = new VerifyingRun(Number("run"), Moment(Text("started")), Text("suite"), Text("platform"));
                file.Runs[run.Number] = run;
                break;
            case "round":
                file.Round = Number("run");
                break;
            case "range":
                Covered().Add(new VerifiedRange(
                    Text("from"),
                    Number("rows") is > 0 and <= VerifiedRange.MaxRows and var rows ? rows : throw new FormatException(),
                    ulong.Parse(Text("digest"), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                    file.Runs[Number("run")]));
                break;
            case "whole":
                Covered().Whole = file.Runs[Number("run")];
                break;
            case "gone":
                Covered().Remove(Text("from"));
                break;
            default:
                throw new FormatException();
        }

        CoveredRows Covered() => file.Of(Text("check"), Text("project"), Text("of"));

        string Text(string name) => line.GetProperty(name).GetString() ?? throw new FormatException();

        int Number(string name) => line.GetProperty(name).GetInt32();
    }

    public static JsonObject First(string target, DateTimeOffset began) =>
        new() { ["kind"] = "coverage", ["target"] = target, ["began"] = Moment(began) };

    public static JsonObject Round(int run) => new() { ["kind"] = "round", ["run"] = run };

    public static JsonObject Of(VerifyingRun run) => new()
    {
        ["kind"] = "run",
        ["run"] = run.Number,
        ["started"] = Moment(run.Started),
        ["suite"] = run.Suite,
        ["platform"] = run.Platform,
    };

    public static JsonObject Of(CoveredRows covered, VerifiedRange range)
    {
        var line = Of("range", covered);
        line["from"] = range.From;
        line["rows"] = range.Rows;
        line["digest"] = range.Digest.ToString("x16", CultureInfo.InvariantCulture);
        line["run"] = range.Run.Number;
        return line;
    }

    public static JsonObject Whole(CoveredRows covered, VerifyingRun run)
    {
        var line = Of("whole", covered);
        line["run"] = run.Number;
        return line;
    }

    public static JsonObject Gone(CoveredRows covered, string from)
    {
        var line = Of("gone", covered);
        line["from"] = from;
        return line;
    }

    public static byte[] Bytes(JsonObject line) => [.. JsonText.Utf8Of(line), (byte)'\n'];

    private static JsonObject Of(string kind, CoveredRows covered) =>
        new() { ["kind"] = kind, ["check"] = covered.Check, ["project"] = covered.Project, ["of"] = covered.Kind };

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
