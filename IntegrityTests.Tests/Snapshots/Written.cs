using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>Parts of snapshots in memory.</summary>
internal static class Written
{
    public const string Key = "a key of more than 16 characters";

    public static SnapshotHeader Header { get; } =
        new() { Target = "target", Project = "project", File = "Class.Method", Scope = new SavedScope() };

    public static LineWriter Lines(
        string ignored = "", string? key = null, bool digests = false, Func<string, JsonNode?, JsonNode?>? shown = null) =>
        new(new SecretHashes(key), Redact, Ignored(ignored), digests, shown);

    public static IgnoredPlaces Ignored(string paths) => new(paths.Length == 0 ? [] : IgnoredPath.ReadList(paths));

    public static string Canonical(string json, string ignored = "", string? key = null)
    {
        var root = new AnswerPlace(new SecretHashes(key), Redact, Ignored(ignored).At("/api/v1/users/1"));
        return JsonBytes.Of(writer => CanonicalJson.Write(writer, JsonElement.Parse(json), root), Encoding.UTF8.GetString);
    }

    private static string Redact(string text) => text.Replace("c4n4ry", "***", StringComparison.Ordinal);

    /// <summary>A whole file with these lines.</summary>
    public static byte[] File(IEnumerable<string> lines, bool isPartial = false, SnapshotHeader? header = null)
    {
        var stream = new MemoryStream();
        using var writer = new SnapshotWriter(stream, header ?? Header);
        foreach (var line in lines) writer.Write(Encoding.UTF8.GetBytes(line));
        writer.Complete(isPartial);
        return stream.ToArray();
    }

    public static SnapshotReader Read(byte[] file) => new(new MemoryStream(file), "some.verified.jsonl");

    /// <summary>A line about a user.</summary>
    public static string User(int number, string body = "{}") =>
        $"{{\"at\":\"{number:d4}\",\"body\":{body},\"endpoint\":\"/api/v1/users/{number}\",\"status\":200,\"subject\":\"user:{number}\"}}";

    public static string Unknown(int number) => $"{{\"at\":\"{number:d4}\",\"subject\":\"user:{number}\",\"unknown\":true}}";
}
