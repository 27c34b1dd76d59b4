using System.Diagnostics;
using System.Globalization;

namespace SampleClickHouse.Engine;

/// <summary>
/// The temporary folder of an engine's data. It is named after its process, <c>sample-clickhouse-{pid}-{random}</c>, so that a later
/// start can remove what a killed one has left.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string Prefix = "sample-clickhouse-";

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    public static DataFolder Create()
    {
        RemoveAbandoned();
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-");
        return new(Directory.CreateTempSubdirectory(prefix).FullName);
    }

    public void Dispose() => Remove(Path);

    private static void RemoveAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*").ToList())
        {
            var owner = System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var process) && !IsRunning(process))
                Remove(folder);
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Another start may be removing it too, and another user's folder is not ours to remove.
    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
        }
    }
}
