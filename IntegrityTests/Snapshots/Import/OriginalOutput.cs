using System.Text.Json;
using IntegrityTests.Json;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Import;

/// <summary>
/// The output that the original script saved: a line an answer, <c>{"endpoint":...,"output":{"status":...,"responseJson":...}}</c>, or, in
/// its older form, one object of endpoint to list of outputs (source: stack-auth/script.md). It has no project ids. Where its answers are
/// is kept in memory, the answers are not, except those of the older form.
/// </summary>
internal sealed class OriginalOutput : IDisposable
{
    private const int MaxLine = 1 << 30;
    private readonly FileStream _file;
    private readonly Dictionary<string, List<(long Offset, int Length)>> _places = new(StringComparer.Ordinal);
    private readonly JsonDocument? _older;

    private OriginalOutput(FileStream file, JsonDocument? older)
    {
        _file = file;
        _older = older;
    }

    /// <summary>Answers in the file.</summary>
    public long Count { get; private set; }

    /// <exception cref="SnapshotUnusableException">It is no such file; the message says what was expected.</exception>
    public static OriginalOutput Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            var output = IsOlder(file) ? new OriginalOutput(file, JsonDocument.Parse(file, JsonDepth.Given)) : new OriginalOutput(file, null);
            if (output._older is null) output.Index();
            else output.Count = output._older.RootElement.EnumerateObject().Sum(endpoint => endpoint.Value.GetArrayLength());
            return output.Count > 0 ? output : throw new FormatException("it holds no answer");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or JsonException or InvalidOperationException)
        {
            throw new SnapshotUnusableException(
                $"INTEGRITY_SNAPSHOT_IMPORT={path} cannot be read: {exception.Message} Expected: what the original script saved with --save-output, "
                + "lines like {\"endpoint\":...,\"output\":{\"status\":...,\"responseJson\":...}}, or one object of endpoint to list of outputs.",
                exception);
        }
    }

    /// <summary>How often the endpoint was asked.</summary>
    public int CountOf(string endpoint) =>
        _older is null ? _places.GetValueOrDefault(endpoint)?.Count ?? 0
        : _older.RootElement.TryGetProperty(endpoint, out var outputs) ? outputs.GetArrayLength() : 0;

    /// <summary>The answer that the endpoint gave when it was asked for the nth time, from 0; null when it was not.</summary>
    public JsonElement? Find(string endpoint, int occurrence = 0)
    {
        if (occurrence >= CountOf(endpoint)) return null;
        if (_older is not null) return _older.RootElement.GetProperty(endpoint)[occurrence];
        var (offset, length) = _places[endpoint][occurrence];
        var line = new byte[length];
        RandomAccess.Read(_file.SafeFileHandle, line, offset);
        return JsonElement.Parse(line, JsonDepth.Given).GetProperty("output");
    }

    public void Dispose()
    {
        _older?.Dispose();
        _file.Dispose();
    }

    // A line of the newer form has an endpoint; the older form is one object without.
    private static bool IsOlder(FileStream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        var buffer = new char[200];
        var start = new string(buffer, 0, reader.Read(buffer)).TrimStart();
        file.Position = 0;
        var inner = start.TrimStart('{').TrimStart();
        return start.StartsWith('{') && !inner.StartsWith("\"endpoint\"", StringComparison.Ordinal) && !inner.StartsWith("\"output\"", StringComparison.Ordinal);
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
            if (!_places.TryGetValue(endpoint, out var places)) _places[endpoint] = places = [];
            places.Add((offset, line.Length));
            Count++;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"its line {number} is no saved answer.", exception);
        }
    }
}
