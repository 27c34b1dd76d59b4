using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running.Causes;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// Writes the cause of each finding into its line, at the end of a run: before that, nobody knows what else follows from the same row.
/// </summary>
internal static class CausedFindings
{
    private const string OfFinding = "{\"kind\":\"finding\"";

    /// <summary>Replaces a file of findings by one in which each finding that is not only information names its cause.</summary>
    /// <param name="location">The file, to which nothing more is written.</param>
    /// <param name="causes">What was concluded of its findings.</param>
    /// <exception cref="IOException">The new file cannot be written; the old one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    /// <exception cref="JsonException">Something else has changed the file.</exception>
    public static void Write(string location, CauseBook causes)
    {
        var unfinished = location + ".tmp";
        const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
        using (var read = new StreamReader(new FileStream(location, FileMode.Open, FileAccess.Read, Shared)))
        using (var written = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            while (read.ReadLine() is { } line) written.Write([.. Bytes(line, causes), (byte)'\n']);
        }

        File.Move(unfinished, location, overwrite: true);
    }

    private static byte[] Bytes(string line, CauseBook causes)
    {
        if (!line.StartsWith(OfFinding, StringComparison.Ordinal)) return Encoding.UTF8.GetBytes(line);
        var finding = JsonNode.Parse(line, documentOptions: JsonDepth.Own)!.AsObject();
        // The lines of severity info have a cause of their own: what of the platform leaves such rows behind.
        if (finding["examples"] is null) finding["cause"] = causes.TextOf(Of(finding));
        return JsonText.Utf8Of(finding);
    }

    // What tells the cause.
    private static Finding Of(JsonObject line) => new()
    {
        Code = Text(line, "code")!,
        Severity = Severity.Error,
        Project = Text(line, "project"),
        Subject = Text(line, "subject")!,
        Message = Text(line, "message")!,
        Root = Text(line, "root"),
    };

    private static string? Text(JsonObject line, string name) => (string?)line[name];
}
