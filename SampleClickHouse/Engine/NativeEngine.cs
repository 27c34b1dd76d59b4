using System.Runtime.InteropServices;

namespace SampleClickHouse.Engine;

/// <summary>The functions of <c>libchdb.so</c> that are used here, by their names in its header <c>chdb.h</c>.</summary>
internal static unsafe partial class NativeEngine
{
    private const string Library = "chdb";

    /// <summary>Says which file the library is; must come before the first call.</summary>
    public static void Load(string file)
    {
        var handle = NativeLibrary.Load(file);
        NativeLibrary.SetDllImportResolver(typeof(NativeEngine).Assembly, (name, _, _) => name == Library ? handle : 0);
        // Its own handlers would take the signals from .NET and sleep for minutes in a crash.
        SetSignalHandlersEnabled(0);
    }

    [LibraryImport(Library, EntryPoint = "chdb_connect", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint* Connect(int count, string[] arguments);

    [LibraryImport(Library, EntryPoint = "chdb_close_conn")]
    public static partial void Close(nint* connection);

    [LibraryImport(Library, EntryPoint = "chdb_classify_query_n")]
    public static partial int Classify(
        nint connection, byte* sql, nuint length, byte* database, nuint databaseLength, QueryAnalysis* analysis);

    [LibraryImport(Library, EntryPoint = "chdb_query_with_params_n")]
    public static partial nint Query(
        nint connection, byte* sql, nuint length, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint parameters);

    [LibraryImport(Library, EntryPoint = "chdb_stream_query_with_params_n")]
    public static partial nint StreamQuery(
        nint connection, byte* sql, nuint length, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint parameters);

    [LibraryImport(Library, EntryPoint = "chdb_stream_fetch_result")]
    public static partial nint Fetch(nint connection, nint stream);

    [LibraryImport(Library, EntryPoint = "chdb_stream_cancel_query")]
    public static partial void Cancel(nint connection, nint stream);

    [LibraryImport(Library, EntryPoint = "chdb_result_buffer")]
    public static partial byte* Buffer(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_length")]
    public static partial nuint Length(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_error")]
    public static partial nint Error(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_destroy_query_result")]
    public static partial void Destroy(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_set_signal_handlers_enabled")]
    private static partial void SetSignalHandlersEnabled(int enabled);
}

/// <summary>What the engine's parser says of a text (<c>chdb_query_analysis_v1</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct QueryAnalysis
{
    public uint StructSize;

    /// <summary>How many statements there are; 0 in a text that cannot be parsed.</summary>
    public uint Statements;

    public uint Flags;

    /// <summary>0 reads only; the others change something, or are not known.</summary>
    public uint Class;

    /// <summary>Whether it is one statement that only reads, so that its result can be fetched piece by piece.</summary>
    public readonly bool OnlyReads => this is { Class: 0, Statements: 1 };
}
