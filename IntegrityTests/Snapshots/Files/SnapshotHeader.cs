using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Files;

/// <summary>What the first line of a file of a snapshot says.</summary>
internal sealed record SnapshotHeader
{
    /// <summary>The version of the format that this suite writes and reads.</summary>
    public const int Version = 1;

    /// <summary>Identifies the deployment across copies and migrations: the tenancy of its project <c>internal</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The project whose answers the file holds; null for the set as a whole.</summary>
    public string? Project { get; init; }

    /// <summary>Class and method of the check, and list where the file is one of several; null for the set.</summary>
    public string? File { get; init; }

    /// <summary>Whether hashes stand in the place of bodies.</summary>
    public bool Digests { get; init; }

    /// <summary>A fingerprint that tells the key of the hashes from others; null when there was none.</summary>
    public string? Key { get; init; }

    /// <summary>The ignored paths, as they were given.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>What the run that saved it covered.</summary>
    public required SavedScope Scope { get; init; }

    /// <summary>What gave the answers; null in the files of a set, and in sets of older suites.</summary>
    public SavedPlatform? Platform { get; init; }

    public byte[] ToLine()
    {
        var json = new JsonObject
        {
            ["content"] = Digests ? "digest" : "full",
            ["file"] = File,
            ["ignore"] = new JsonArray([.. Ignored.Select(path => JsonValue.Create(path))]),
            ["key"] = Key,
            ["platform"] = Platform?.ToJson(),
            ["project"] = Project,
            ["scope"] = Scope.ToJson(),
            ["snapshot"] = Version,
            ["target"] = Target,
        };
        foreach (var name in new[] { "file", "key", "platform", "project" })
            if (json[name] is null) json.Remove(name);
        return JsonText.Utf8Of(json);
    }

    /// <exception cref="FormatException">It is not a header, or of another version; the message goes on after the file's name.</exception>
    public static SnapshotHeader Read(ReadOnlySpan<byte> line)
    {
        var json = Parsed(line);
        if (json.Whole("snapshot") is not { } version)
            throw new FormatException("does not begin with the first line of a snapshot: it is another kind of file, or was edited");
        if (version != Version)
            throw new FormatException(
                $"has version {version} of the format, and this suite reads version {Version}: save the snapshot again, or use the suite "
                + "that saved it");
        if (json.Text("target") is not { } target || json.Text("content") is not ("full" or "digest")
            || json.Texts("ignore") is not { } ignored || SavedScope.Read(json.Member("scope")) is not { } scope)
            throw new FormatException("begins with a first line that lacks something: it was edited");
        return new SnapshotHeader
        {
            Target = target,
            Project = json.Text("project"),
            File = json.Text("file"),
            Digests = json.Text("content") == "digest",
            Key = json.Text("key"),
            Ignored = ignored,
            Scope = scope,
            Platform = SavedPlatform.Read(json.Member("platform")),
        };
    }

    private static JsonElement? Parsed(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonElement.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
