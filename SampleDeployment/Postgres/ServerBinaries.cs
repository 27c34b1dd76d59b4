using System.Globalization;

namespace SampleDeployment.Postgres;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one version.</summary>
internal sealed class ServerBinaries
{
    /// <summary>Names the folder to use instead of the ones that are searched.</summary>
    public const string Variable = "SAMPLE_POSTGRES_BIN";

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    // One star: the versions in a folder, newest first.
    private static readonly string[] Places =
    [
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/usr/libexec/postgresql*",
        "/opt/homebrew/opt/postgresql*/bin",
        "/usr/local/opt/postgresql*/bin",
        "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
        "/usr/local/pgsql/bin",
    ];

    private ServerBinaries(string folder) => Folder = folder;

    public string Folder { get; }

    public string Program(string name) => Path.Combine(Folder, name);

    /// <exception cref="PrivateClusterException">The variable names a folder without the binaries.</exception>
    public static ServerBinaries? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } chosen)
            return ProgramPath.Folders
                .Concat(Places.SelectMany(Expand))
                .Where(IsComplete)
                .Select(folder => new ServerBinaries(folder))
                .FirstOrDefault();

        return IsComplete(chosen)
            ? new(chosen)
            : throw new PrivateClusterException(
                $"{Variable} is '{chosen}', but there is no initdb, pg_ctl and postgres in that folder. "
                + "Name the folder that has them, or unset it.");
    }

    private static bool IsComplete(string folder) =>
        Programs.All(program => File.Exists(Path.Combine(folder, program)));

    private static IEnumerable<string> Expand(string place)
    {
        var star = place.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return [place];

        var parent = Path.GetDirectoryName(place[..star])!;
        var pattern = place[(parent.Length + 1)..].Split('/')[0];
        var rest = place[(parent.Length + 1 + pattern.Length)..].TrimStart('/');
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern).OrderByDescending(Version).Select(folder => Path.Combine(folder, rest))
            : [];
    }

    private static double Version(string folder)
    {
        var digits = new string([.. Path.GetFileName(folder).SkipWhile(c => !char.IsDigit(c)).TakeWhile(c => char.IsDigit(c) || c == '.')]);
        return double.TryParse(digits, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}

/// <summary>Looks programs up, as a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The folders of PATH, and the two that an ordinary user's PATH often lacks.</summary>
    public static IEnumerable<string> Folders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Append("/sbin");

    public static string? Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
