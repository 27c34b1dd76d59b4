using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Format;

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

    /// <summary>Tells the key of the hashes from others; null when there was none.</summary>
    public string? Key { get; init; }

    /// <summary>The ignored paths, as they were given.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>What the run that saved it covered.</summary>
    public required SavedScope Scope { get; init; }

    public byte[] ToLine()
    {
        var json = new JsonObject
        {
            ["content"] = Digests ? "digest" : "full",
            ["file"] = File,
            ["ignore"] = new JsonArray([.. Ignored.Select(path => JsonValue.Create(path))]),
            ["key"] = Key,
            ["project"] = Project,
            ["scope"] = Scope.ToJson(),
            ["snapshot"] = Version,
            ["target"] = Target,
        };
        foreach (var name in new[] { "file", "key", "project" })
            if (json[name] is null) json.Remove(name);
        return JsonText.Utf8Of(json);
    }

    /// <exception cref="FormatException">It is no header, or one of another version; the message goes on after the file's name.</exception>
    public static SnapshotHeader Read(ReadOnlySpan<byte> line)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            json = null;
        }

        if (json is not JsonObject header || header["snapshot"] is not JsonValue value || !value.TryGetValue<int>(out var version))
            throw new FormatException("does not begin with the first line of a snapshot: it is another kind of file, or was edited");
        if (version != Version)
            throw new FormatException($"has version {version} of the format, and this suite reads version {Version}: save the snapshot again, or use the suite that saved it");
        try
        {
            return new SnapshotHeader
            {
                Target = (string)header["target"]!,
                Project = (string?)header["project"],
                File = (string?)header["file"],
                Digests = (string)header["content"]! == "digest",
                Key = (string?)header["key"],
                Ignored = [.. header["ignore"]!.AsArray().Select(path => (string)path!)],
                Scope = SavedScope.Of(header["scope"]!.AsObject()),
            };
        }
        catch (Exception exception) when (exception is ArgumentNullException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new FormatException("begins with a first line that lacks something: it was edited", exception);
        }
    }
}
