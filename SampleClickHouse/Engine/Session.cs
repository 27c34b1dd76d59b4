using System.Runtime.InteropServices;
using System.Text;

namespace SampleClickHouse.Engine;

/// <summary>
/// One connection to the engine: it has its own settings, parameters and current database, and runs one statement at a time.
/// Opening one takes less than a millisecond once the first is open.
/// </summary>
internal sealed unsafe class Session : IDisposable
{
    private nint* _connection;

    private Session(nint* connection) => _connection = connection;

    private nint Connection => *_connection;

    /// <summary>Opens a connection to the data in a folder. All connections of a process have the same folder.</summary>
    /// <exception cref="EngineException">The engine does not start there.</exception>
    public static Session Open(string folder)
    {
        string[] arguments = ["clickhouse", $"--path={folder}"];
        var connection = NativeEngine.Connect(arguments.Length, arguments);
        return connection is null ? throw new EngineException($"The engine did not start in {folder}.") : new(connection);
    }

    /// <summary>What a text is, without running it.</summary>
    public QueryAnalysis Analyze(byte[] sql)
    {
        var analysis = new QueryAnalysis { StructSize = (uint)sizeof(QueryAnalysis) };
        fixed (byte* text = sql)
            return NativeEngine.Classify(Connection, text, (nuint)sql.Length, null, 0, &analysis) == 0 ? analysis : default;
    }

    /// <summary>Runs statements and gives their whole output.</summary>
    /// <exception cref="EngineException">What the engine says is wrong.</exception>
    public byte[] Run(byte[] sql, string format, IReadOnlyDictionary<string, string> parameters)
    {
        var result = Start(&NativeEngine.Query, sql, format, parameters);
        try
        {
            return OutputOf(result);
        }
        finally
        {
            NativeEngine.Destroy(result);
        }
    }

    /// <summary>Runs one statement that only reads, and gives its output as it comes.</summary>
    /// <exception cref="EngineException">What the engine says is wrong, which may come after a part of the output.</exception>
    public IEnumerable<byte[]> Read(byte[] sql, string format, IReadOnlyDictionary<string, string> parameters)
    {
        var stream = Stream(sql, format, parameters);
        var isRead = false;
        try
        {
            while (Fetch(stream) is { Length: > 0 } piece)
                yield return piece;
            isRead = true;
        }
        finally
        {
            if (!isRead) Cancel(stream);
            NativeEngine.Destroy(stream);
        }
    }

    public void Dispose()
    {
        if (_connection is not null) NativeEngine.Close(_connection);
        _connection = null;
    }

    private nint Stream(byte[] sql, string format, IReadOnlyDictionary<string, string> parameters)
    {
        var stream = Start(&NativeEngine.StreamQuery, sql, format, parameters);
        if (ErrorOf(stream) is not { } error) return stream;
        NativeEngine.Destroy(stream);
        throw new EngineException(error);
    }

    private byte[] Fetch(nint stream)
    {
        var piece = NativeEngine.Fetch(Connection, stream);
        try
        {
            return OutputOf(piece);
        }
        finally
        {
            NativeEngine.Destroy(piece);
        }
    }

    private void Cancel(nint stream) => NativeEngine.Cancel(Connection, stream);

    private nint Start(
        delegate*<nint, byte*, nuint, byte*, nuint, byte**, nuint*, byte**, nuint*, nuint, nint> function,
        byte[] sql,
        string format,
        IReadOnlyDictionary<string, string> parameters)
    {
        using var names = new Texts(parameters.Keys);
        using var values = new Texts(parameters.Values);
        var formatName = Encoding.UTF8.GetBytes(format);
        fixed (byte* text = sql, formatText = formatName)
        fixed (nuint* nameLengths = names.Lengths, valueLengths = values.Lengths)
        fixed (nint* namePointers = names.Pointers, valuePointers = values.Pointers)
            return function(
                Connection, text, (nuint)sql.Length, formatText, (nuint)formatName.Length,
                (byte**)namePointers, nameLengths, (byte**)valuePointers, valueLengths, (nuint)parameters.Count);
    }

    private static byte[] OutputOf(nint result)
    {
        if (ErrorOf(result) is { } error) throw new EngineException(error);
        var length = NativeEngine.Length(result);
        return length == 0 ? [] : new ReadOnlySpan<byte>(NativeEngine.Buffer(result), checked((int)length)).ToArray();
    }

    private static string? ErrorOf(nint result) => Marshal.PtrToStringUTF8(NativeEngine.Error(result));

    /// <summary>Texts outside the managed heap, for the time of a call.</summary>
    private sealed class Texts : IDisposable
    {
        public Texts(IEnumerable<string> texts)
        {
            var all = texts.Select(Encoding.UTF8.GetBytes).ToList();
            Pointers = [.. all.Select(text => Marshal.AllocHGlobal(text.Length + 1))];
            Lengths = [.. all.Select(text => (nuint)text.Length)];
            for (var i = 0; i < all.Count; i++)
                Marshal.Copy(all[i], 0, Pointers[i], all[i].Length);
        }

        public nint[] Pointers { get; }

        public nuint[] Lengths { get; }

        public void Dispose() => Array.ForEach(Pointers, Marshal.FreeHGlobal);
    }
}

/// <summary>An error that the engine reports, in its own words: <c>Code: N. DB::Exception: ...</c>.</summary>
internal sealed class EngineException(string message) : Exception(message);
