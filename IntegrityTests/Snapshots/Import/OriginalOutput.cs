using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrityTests.Json;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Import;

/// <summary>
/// The output that the original script saved: one answer per line, <c>{"endpoint":...,"output":{"status":...,"responseJson":...}}</c>, or,
/// in its older form, one object of endpoint to list of outputs
/// (source: docs/platform.md, The original script). It has no project ids. Answers stay in the
/// file, except those of the older form; where each of them is, is kept in memory (docs/snapshots.md says how much that takes).
/// </summary>
internal sealed class OriginalOutput : IDisposable
{
    private const int MaxLine = 1 << 30;
    private readonly FileStream _file;
    private readonly Dictionary<UInt128, Places> _places = [];
    private readonly JsonDocument? _older;

    private OriginalOutput(FileStream file, JsonDocument? older)
    {
        _file = file;
        _older = older;
    }

    /// <summary>Answers in the file.</summary>
    public long Count { get; private set; }

    /// <exception cref="SnapshotUnusableException">It is not such a file; the message says what was expected.</exception>
    public static OriginalOutput Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            var output = new OriginalOutput(file, IsOlder(file) ? JsonDocument.Parse(file, JsonDepth.Given) : null);
            if (output._older is null) output.Index();
            else output.Count = output._older.RootElement.EnumerateObject().Sum(endpoint => endpoint.Value.GetArrayLength());
            return output.Count > 0 ? output : throw new FormatException("it holds no answer");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or FormatException or JsonException or InvalidOperationException)
        {
            throw new SnapshotUnusableException(
                $"INTEGRITY_SNAPSHOT_IMPORT={path} cannot be read: {exception.Message} Expected: what the original script saved with "
                + "--save-output, lines like {\"endpoint\":...,\"output\":{\"status\":...,\"responseJson\":...}}, or one "
                + "object of endpoint to list of outputs.",
                exception);
        }
    }

    /// <summary>How often the endpoint was asked.</summary>
    public int CountOf(string endpoint) =>
        _older is null ? _places.TryGetValue(Key(endpoint), out var places) ? places.Count : 0
        : _older.RootElement.TryGetProperty(endpoint, out var outputs) ? outputs.GetArrayLength() : 0;

    /// <summary>The answer that the endpoint gave when it was asked for the nth time, from 0; null when it was not.</summary>
    public JsonElement? Find(string endpoint, int occurrence = 0)
    {
        if (occurrence >= CountOf(endpoint)) return null;
        if (_older is not null) return _older.RootElement.GetProperty(endpoint)[occurrence];
        return Read(_places[Key(endpoint)][occurrence]);
    }

    public void Dispose()
    {
        _older?.Dispose();
        _file.Dispose();
    }

    private JsonElement Read((long Offset, int Length) place)
    {
        var line = new byte[place.Length];
        for (var read = 0; read < line.Length;)
        {
            var more = RandomAccess.Read(_file.SafeFileHandle, line.AsSpan(read), place.Offset + read);
            if (more == 0) throw Changed("it is shorter than it was");
            read += more;
        }

        try
        {
            return JsonElement.Parse(line, JsonDepth.Given).Member("output") ?? throw Changed("an answer is not where it was");
        }
        catch (JsonException)
        {
            throw Changed("an answer is not where it was");
        }
    }

    private SnapshotUnusableException Changed(string how) => new(
        $"INTEGRITY_SNAPSHOT_IMPORT={_file.Name} was changed while it was read: {how}. Expected: a file that nothing writes to. "
        + "Copy it, and import the copy.");

    // The endpoints themselves would take most of the memory.
    private static UInt128 Key(string endpoint) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint)));

    // A line of the newer form has an endpoint; the older form is one object without.
    private static bool IsOlder(FileStream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        var buffer = new char[200];
        var start = new string(buffer, 0, reader.Read(buffer)).TrimStart();
        file.Position = 0;
        var inner = start.TrimStart('{').TrimStart();
        var isLine = inner.StartsWith("\"endpoint\"", StringComparison.Ordinal) || inner.StartsWith("\"output\"", StringComparison.Ordinal);
        return start.StartsWith('{') && !isLine;
    }

    private void Index()
    {
        var buffer = new byte[1 << 20];
        var (start, end, offset, number) = (0, 0, 0L, 0);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
                if (end == buffer.Length && buffer.Length < MaxLine) Array.Resize(ref buffer, buffer.Length * 2);
                var read = _file.Read(buffer, end, buffer.Length - end);
                end += read;
                if (read > 0) continue;
                if (end > 0) Add(buffer.AsMemory(0, end), offset, ++number);
                return;
            }

            if (length > 1) Add(buffer.AsMemory(start, length), offset, ++number);
            (start, offset) = (start + length + 1, offset + length + 1);
        }
    }

    private void Add(ReadOnlyMemory<byte> line, long offset, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line, JsonDepth.Given);
            var endpoint = json.RootElement.GetProperty("endpoint").GetString()!;
            json.RootElement.GetProperty("output").GetProperty("status").GetInt32();
            CollectionsMarshal.GetValueRefOrAddDefault(_places, Key(endpoint), out _).Add((offset, line.Length));
            Count++;
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException(
                exception is JsonException && JsonDepth.IsExceededBy(line.Span)
                    ? $"its line {number} is nested deeper than {JsonDepth.Max:N0} levels, which this suite does not read. Copy the file "
                        + "without that line, and import the copy: what depends on that answer is then not compared."
                    : $"its line {number} is not a saved answer.",
                exception);
        }
    }

    /// <summary>Where the answers of one endpoint are. Most are asked once.</summary>
    private struct Places
    {
        private (long Offset, int Length) _first;
        private List<(long Offset, int Length)>? _more;

        public readonly int Count => (_first.Length > 0 ? 1 : 0) + (_more?.Count ?? 0);

        public readonly (long Offset, int Length) this[int occurrence] => occurrence == 0 ? _first : _more![occurrence - 1];

        public void Add((long Offset, int Length) place)
        {
            if (_first.Length == 0) _first = place;
            else (_more ??= []).Add(place);
        }
    }
}
