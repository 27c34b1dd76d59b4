using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>What the file <c>tables.json</c> says of the tables of a snapshot as a whole. Of all files it alone has a time in it.</summary>
internal sealed record TableSet
{
    /// <summary>The key of the hashes, where none was given; null: <c>INTEGRITY_SNAPSHOT_KEY</c>.</summary>
    public byte[]? Key { get; init; }

    /// <summary>Tells the key from others.</summary>
    public required string KeyMark { get; init; }

    /// <summary>The database's time when it was saved, in UTC. What a row says to be later than this came afterwards.</summary>
    public required DateTime Saved { get; init; }

    /// <summary>The server, in its words.</summary>
    public required string Server { get; init; }

    /// <summary>Whether every table was saved, so that another one must be new.</summary>
    public required bool HasAll { get; init; }

    /// <summary>The projects that were chosen, by id; null: all.</summary>
    public IReadOnlyList<string>? Projects { get; init; }

    /// <summary>The tables that were saved, as they were.</summary>
    public required IReadOnlyList<TableShape> Tables { get; init; }

    /// <summary>Tells keys apart, and contains nothing of them.</summary>
    public static string MarkOf(byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, "integrity table snapshot"u8).AsSpan(0, 8));

    public void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, SnapshotFiles.Tables));
        var json = new JsonObject
        {
            ["table_snapshots"] = TableHeader.Version,
            ["all"] = HasAll,
            ["key"] = Key is null ? null : Convert.ToBase64String(Key),
            ["key_mark"] = KeyMark,
            ["projects"] = Projects is null ? null : new JsonArray([.. Projects.Select(project => JsonValue.Create(project))]),
            ["saved"] = Saved.ToString("O", CultureInfo.InvariantCulture),
            ["server"] = Server,
            ["tables"] = new JsonObject(Tables.Select(table => KeyValuePair.Create<string, JsonNode?>(table.Name, table.ToJson()))),
        };
        SnapshotWriter.Guarded(() => File.WriteAllText(Path.Combine(folder, SnapshotFiles.TableSet), JsonText.Of(json) + "\n"));
    }

    /// <summary>Reads it; null where no tables were saved.</summary>
    /// <exception cref="SnapshotUnusableException">It is not what <see cref="Write"/> writes.</exception>
    public static TableSet? Read(string folder)
    {
        var path = Path.Combine(folder, SnapshotFiles.TableSet);
        if (!File.Exists(path)) return null;
        try
        {
            JsonElement? json = JsonElement.Parse(File.ReadAllBytes(path));
            if (json.Whole("table_snapshots") is not TableHeader.Version)
                throw new FormatException($"is not of version {TableHeader.Version}, which this suite reads");
            if (json.Text("key_mark") is not { } mark || json.Text("saved") is not { } saved || json.Text("server") is not { } server
                || json.Flag("all") is not { } hasAll || json.Member("tables") is not { ValueKind: JsonValueKind.Object } tables)
                throw new FormatException("lacks something: it was edited");
            return new TableSet
            {
                Key = json.Text("key") is { } key ? Convert.FromBase64String(key) : null,
                KeyMark = mark,
                Saved = DateTime.Parse(saved, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                Server = server,
                HasAll = hasAll,
                Projects = json.Texts("projects"),
                Tables = [.. tables.EnumerateObject().Select(table => TableShape.Read(table.Name, table.Value))],
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw SnapshotUnusableException.Of(path, exception as FormatException ?? new FormatException("was edited", exception));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotUnusableException($"The snapshot {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The key that the hashes of this set were made with.</summary>
    /// <param name="given"><c>INTEGRITY_SNAPSHOT_KEY</c>.</param>
    /// <param name="folder">The folder, for the message.</param>
    /// <exception cref="SnapshotUnusableException">It is not the one that is given.</exception>
    public byte[] KeyOf(string? given, string folder)
    {
        if (Key is not null) return Key;
        var key = given is null ? null : KeyFrom(given);
        return key is not null && MarkOf(key) == KeyMark
            ? key
            : throw new SnapshotUnusableException(
                $"The tables of the snapshot {folder} were saved with {(given is null ? "a key, and INTEGRITY_SNAPSHOT_KEY is not set"
                    : "another INTEGRITY_SNAPSHOT_KEY")}: nothing that was hashed can be compared. Set the key that they were saved with.");
    }

    /// <summary>The key of the hashes that the operator's key stands for.</summary>
    public static byte[] KeyFrom(string given) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(given), "tables"u8);
}
