using System.Collections.Concurrent;
using System.Security.Cryptography;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// The tables of a run that saves them, or compares them with saved ones. There is one instance per run; where it does neither, it says
/// why.
/// </summary>
public sealed class TableSnapshot : IAsyncDisposable
{
    /// <summary>The code of the check that saves and compares rows.</summary>
    internal const string Code = "TBL001";

    private readonly ConcurrentDictionary<string, Lazy<Task<TableMatch>>> _matches = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _done = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _left = new(StringComparer.Ordinal);
    private readonly SnapshotFolder? _folder;
    private readonly TableView? _view;
    private readonly byte[] _key = [];
    private readonly bool _hasOwnKey;
    private readonly string _file = "";
    private readonly IReadOnlyList<IgnoredColumn> _ignored = [];
    private readonly bool _choosesAll;

    private TableSnapshot()
    {
    }

    private TableSnapshot(SnapshotFolder folder, TableView view, TableSet? saved, IntegrityOptions options, string file)
    {
        (_folder, _view, Saved, _file) = (folder, view, saved, file);
        _ignored = options.SnapshotIgnoredColumns;
        ShowsValues = options.ShowPersonalData;
        _choosesAll = options.SnapshotTables.Names.Count == 0;
        var before = saved ?? SavedBefore(folder.Path);
        _hasOwnKey = options.SnapshotKey is null || saved?.Key is not null;
        _key = saved?.KeyOf(options.SnapshotKey, folder.Path)
            ?? (options.SnapshotKey is { } given ? TableSet.KeyFrom(given) : before?.Key ?? RandomNumberGenerator.GetBytes(32));
    }

    /// <summary>A run that neither saves tables nor compares them.</summary>
    public static TableSnapshot None { get; } = new();

    /// <summary>Why there is nothing to do; null where there is.</summary>
    public string? WhyNot { get; private init; } = "INTEGRITY_SNAPSHOTS is off: tables are neither saved nor compared";

    /// <summary>Whether findings may show values.</summary>
    internal bool ShowsValues { get; }

    /// <summary>What was saved; null while tables are saved.</summary>
    internal TableSet? Saved { get; }

    /// <summary>The database at one moment.</summary>
    internal TableView View => _view!;

    /// <summary>The tables of this run: those to save, or those that were saved.</summary>
    internal IReadOnlyList<TableShape> Chosen { get; private init; } = [];

    /// <summary>Names of tables that were chosen, and that there are none of.</summary>
    internal IReadOnlyList<string> Unknown { get; private init; } = [];

    /// <summary>Tables that are new since all were saved.</summary>
    internal IReadOnlyList<TableShape> New => Saved is { HasAll: true } saved && _choosesAll
        ? [.. View.Tables.Where(table => saved.Tables.All(known => known.Name != table.Name) && table.WhyUnreadable is null)]
        : [];

    /// <summary>The projects that are chosen; null: all.</summary>
    internal IReadOnlyList<string>? Projects { get; private init; }

    /// <summary>Columns that the operator ignores and no table has.</summary>
    internal IReadOnlyList<string> UnknownIgnored =>
        [.. _ignored.Where(column => !View.Tables.Any(table => column.IsOf(table.Name) && table.Find(column.Column) is not null)
            && Saved?.Tables.Any(table => column.IsOf(table.Name) && table.Find(column.Column) is not null) != true)
            .Select(column => column.ToString())];

    /// <summary>How many rows were saved or compared, by table.</summary>
    internal IReadOnlyDictionary<string, long> Done => _done;

    /// <summary>Opens what the options ask for.</summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="folder">The folder of the snapshot.</param>
    /// <param name="database">The platform's database.</param>
    /// <param name="projects">The ids of the projects that are chosen, in order; null: all.</param>
    /// <param name="file">Class and method of the check, by which files are named.</param>
    /// <param name="cancel">Cancels the queries.</param>
    /// <exception cref="SnapshotUnusableException">What was saved cannot be compared.</exception>
    internal static async Task<TableSnapshot> OpenAsync(
        IntegrityOptions options,
        SnapshotFolder folder,
        ReplicaDatabase database,
        IReadOnlyList<string>? projects,
        string file,
        CancellationToken cancel)
    {
        if (options.SnapshotImport is not null) return Without("the original script saved no tables");
        var saved = options.Snapshots == SnapshotMode.Verify ? TableSet.Read(folder.Path) : null;
        if (options.Snapshots == SnapshotMode.Verify && saved is null)
        {
            return options.SnapshotTables.IsGiven && !options.SnapshotTables.IsNone
                ? throw new SnapshotUnusableException(
                    $"INTEGRITY_SNAPSHOT_TABLES is set, but the snapshot {folder.Path} holds no tables. Save it again with "
                    + "INTEGRITY_SNAPSHOT_TABLES=all, or leave the variable out.")
                : Without("the snapshot holds no tables: it was saved without INTEGRITY_SNAPSHOT_TABLES=all");
        }

        if (options.SnapshotTables.IsNone || (options.Snapshots == SnapshotMode.Save && !options.SnapshotTables.IsGiven))
            return Without("INTEGRITY_SNAPSHOT_TABLES leaves tables out");
        if (saved is not null && !Same(saved.Projects, projects))
        {
            return Without(
                "the tables were saved for other projects than this run is about: give it the same INTEGRITY_PROJECTS, or none as then");
        }

        var view = await TableView.OpenAsync(database, cancel);
        try
        {
            var there = saved?.Tables ?? view.Tables;
            return new TableSnapshot(folder, view, saved, options, file)
            {
                WhyNot = null,
                Projects = projects,
                Chosen = [.. there.Where(table => options.SnapshotTables.Includes(table.Name))],
                Unknown = [.. options.SnapshotTables.Names.Except(there.Concat(view.Tables).Select(table => table.Name))],
            };
        }
        catch
        {
            await view.DisposeAsync();
            throw;
        }
    }

    /// <summary>Which columns of a table stand for which saved ones; a table is looked at once, whoever asks.</summary>
    internal Task<TableMatch> MatchAsync(TableShape saved, TableShape now, CancellationToken cancel) =>
        _matches.GetOrAdd(saved.Name, _ => new(() => new ColumnMatching(this).FindAsync(saved, now, cancel))).Value;

    /// <summary>Whether the operator said that a column is not to be compared.</summary>
    internal bool Ignores(string table, string column) => _ignored.Any(known => known.IsOf(table) && known.Column == column);

    /// <summary>Nothing more is asked of a table. After the last one the moment is not kept any longer.</summary>
    internal async Task LeaveAsync(TableShape table)
    {
        _left.TryAdd(table.Name, true);
        if (_left.Count == Chosen.Count) await View.ReleaseAsync();
    }

    /// <summary>Writes what describes the saved tables. Call it when all of them were saved.</summary>
    internal void Complete()
    {
        if (_done.IsEmpty || Saved is not null) return;
        var set = new TableSet
        {
            Key = _hasOwnKey ? _key : null,
            KeyMark = KeyMark,
            Saved = View.Now,
            Server = View.Server,
            HasAll = _choosesAll && Chosen.All(table => _done.ContainsKey(table.Name)),
            Projects = Projects,
            Tables = [.. Chosen.Where(table => _done.ContainsKey(table.Name))],
        };
        set.Write(_folder!.Work);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _view?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static TableSnapshot Without(string reason) => new() { WhyNot = reason };

    private static TableSet? SavedBefore(string folder)
    {
        try
        {
            return TableSet.Read(folder);
        }
        catch (SnapshotUnusableException)
        {
            // It is about to be replaced.
            return null;
        }
    }

    private static bool Same(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null ? other is null : other is not null && one.SequenceEqual(other);

    /// <summary>The secrets of a table.</summary>
    internal TableHashes HashesOf(string table) => new(_key, table);

    /// <summary>Tells the key of the hashes from others.</summary>
    internal string KeyMark => TableSet.MarkOf(_key);

    /// <summary>Counts what was saved or compared.</summary>
    internal void Count(string table, long rows) => _done[table] = rows;

    /// <summary>The saved file of a table.</summary>
    internal string SavedFile(string table) => _folder!.FileOf(SnapshotFiles.Tables, NameOf(table), SnapshotFiles.VerifiedTable);

    /// <summary>What stands beside a saved file that differs.</summary>
    internal string ReceivedFile(string table) =>
        _folder!.FileOf(SnapshotFiles.Tables, NameOf(table), SnapshotFiles.ReceivedTable);

    /// <summary>Where this run writes the file of a table.</summary>
    internal string WorkFile(string table) =>
        Path.Combine(_folder!.Work, SnapshotFiles.PathOf(SnapshotFiles.Tables, NameOf(table), SnapshotFiles.VerifiedTable));

    private string NameOf(string table) => $"{_file}_table={Uri.EscapeDataString(table)}";

    /// <summary>The first line of the file of a table.</summary>
    internal TableHeader HeaderOf(TableShape table)
    {
        if (table.Key.Count == 0) return new TableHeader(table.Name, [], [TableQuery.Copies], [], KeyMark);
        var ignored = _ignored.Where(column => column.IsOf(table.Name) && table.Find(column.Column) is not null);
        return new TableHeader(
            table.Name,
            table.Key,
            [.. table.Columns.Select(column => column.Name)],
            [.. ignored.Select(column => column.Column).Distinct().Order(StringComparer.Ordinal)],
            KeyMark);
    }
}
