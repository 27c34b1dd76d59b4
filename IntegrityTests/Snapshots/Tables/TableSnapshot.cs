using System.Collections.Concurrent;
using System.Security.Cryptography;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>The tables of a run that saves them, or compares them with saved ones. One instance per run; closed where it does neither.</summary>
public sealed class TableSnapshot : IAsyncDisposable
{
    // What a writer of the platform may be behind with the time that it writes into a row.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>The code of the check that saves and compares rows.</summary>
    internal const string Code = "TBL001";

    private static readonly string[] Times = ["updatedAt", "createdAt"];
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

    /// <summary>Saves a table.</summary>
    internal async Task<long> SaveAsync(TableShape table, CancellationToken cancel)
    {
        var header = HeaderOf(table);
        var hashes = new TableHashes(_key, table.Name);
        var columns = header.Columns.Select(column => (column, column)).ToList();
        var query = new TableQuery(
            table, table.Key, table.Key.Count == 0 ? [.. table.Columns.Select(column => (column.Name, column.Name))] : columns, hashes,
            TableScope.Of(table, Projects));
        var rows = 0L;
        using var writer = new TableWriter(WorkFile(table.Name), header);
        var cells = new Cells(hashes, header.Columns, header.Ignored) { LeavesDueOut = true };
        await View.ReadAsync(
            query,
            header.Columns.Count,
            row =>
            {
                cells.Read(row);
                writer.Add(row.Key, cells.Fingerprint, cells.All);
                rows++;
            },
            cancel);
        writer.Complete();
        _done[table.Name] = rows;
        return rows;
    }

    /// <summary>Compares a table with its saved rows.</summary>
    /// <exception cref="SnapshotUnusableException">The saved file cannot be used.</exception>
    internal async Task<TableDifferences> CompareAsync(TableMatch match, CancellationToken cancel)
    {
        using var saved = TableReader.Open(SavedFile(match.Saved.Name));
        var hashes = new TableHashes(_key, match.Saved.Name);
        // The saved columns come first; what is new is only written to the received file.
        var old = saved.Header.Columns;
        var kept = old.Where(column => match.NowOf(column) is not null).ToList();
        var received = HeaderOf(match.Now);
        var writes = match.Key!.SequenceEqual(received.Key) && received.Key.Count > 0;
        var asked = kept.Select(column => (Column: match.NowOf(column)!, Name: column)).ToList();
        var savedPlaces = old.Select(column => kept.IndexOf(column)).ToArray();
        if (writes) asked.AddRange(received.Columns.Select(column => (column, column)).Except(asked));
        var receivedPlaces = received.Columns.Select(column => asked.IndexOf((column, column))).ToArray();
        var isGrouped = match.Key!.Count == 0;
        if (isGrouped)
        {
            asked = [.. match.Saved.Columns.Select(column => (column.Name, column.Name))];
            (savedPlaces, receivedPlaces, writes) = ([0], [0], match.Now.Columns.Count == asked.Count);
        }

        var query = new TableQuery(
            match.Now, match.Key, asked, hashes, TableScope.Of(match.Now, Projects),
            [.. Times.Where(time => match.Now.Find(time) is { Type: var type } && type.StartsWith("timestamp", StringComparison.Ordinal))],
            DateTime.SpecifyKind(Saved!.Saved - Slack, DateTimeKind.Unspecified));
        var differences = new TableDifferences(old.Count);
        var comparison = new TableComparison(saved, [.. savedPlaces.Select(place => place >= 0)], differences);
        var oldCells = new Cells(hashes, old, saved.Header.Ignored) { Places = savedPlaces };
        var newCells = new Cells(hashes, received.Columns, received.Ignored) { Places = receivedPlaces, LeavesDueOut = true };
        using (var writer = writes ? new TableWriter(WorkFile(match.Saved.Name), received) : null)
        {
            await View.ReadAsync(
                query,
                isGrouped ? 1 : asked.Count,
                row =>
                {
                    oldCells.Read(row);
                    comparison.Add(row, oldCells.All);
                    if (writer is null) return;
                    newCells.Read(row);
                    writer.Add(row.Key, newCells.Fingerprint, newCells.All);
                },
                cancel);
            comparison.End();
            writer?.Complete();
        }

        Receive(match.Saved.Name, writes);
        _done[match.Saved.Name] = differences.Rows;
        return differences;
    }

    /// <summary>Which columns of a table stand for which saved ones; a table is looked at once, whoever asks.</summary>
    internal Task<TableMatch> MatchAsync(TableShape saved, TableShape now, CancellationToken cancel) =>
        _matches.GetOrAdd(saved.Name, _ => new(() => FindMatchAsync(saved, now, cancel))).Value;

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
            KeyMark = TableSet.MarkOf(_key),
            Saved = View.Now,
            Server = View.Server,
            HasAll = _choosesAll,
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

    private string SavedFile(string table) => _folder!.FileOf(SnapshotFiles.Tables, NameOf(table), SnapshotFiles.VerifiedTable);

    private string WorkFile(string table) =>
        Path.Combine(_folder!.Work, SnapshotFiles.PathOf(SnapshotFiles.Tables, NameOf(table), SnapshotFiles.VerifiedTable));

    private string NameOf(string table) => $"{_file}_table={Uri.EscapeDataString(table)}";

    private TableHeader HeaderOf(TableShape table)
    {
        if (table.Key.Count == 0) return new TableHeader(table.Name, [], [TableQuery.Copies], [], TableSet.MarkOf(_key));
        var ignored = PlatformChanges.ColumnsOf(table).Concat(
            _ignored.Where(column => column.IsOf(table.Name) && table.Find(column.Column) is not null).Select(column => column.Column));
        return new TableHeader(
            table.Name,
            table.Key,
            [.. table.Columns.Select(column => column.Name)],
            [.. ignored.Distinct().Order(StringComparer.Ordinal)],
            TableSet.MarkOf(_key));
    }

    // As for answers: a whole new file beside one that differs, and nothing beside one that does not.
    private void Receive(string table, bool wasWritten)
    {
        var received = _folder!.FileOf(SnapshotFiles.Tables, NameOf(table), SnapshotFiles.ReceivedTable);
        if (!wasWritten || SameBytes(WorkFile(table), SavedFile(table))) File.Delete(received);
        else File.Move(WorkFile(table), received, overwrite: true);
    }

    private static bool SameBytes(string one, string other)
    {
        if (new FileInfo(one).Length != new FileInfo(other).Length) return false;
        using var first = File.OpenRead(one);
        using var second = File.OpenRead(other);
        return SHA256.HashData(first).AsSpan().SequenceEqual(SHA256.HashData(second));
    }

    private async Task<TableMatch> FindMatchAsync(TableShape saved, TableShape now, CancellationToken cancel)
    {
        TableHeader header;
        using (var file = TableReader.Open(SavedFile(saved.Name))) header = file.Header;
        if (header.KeyMark != TableSet.MarkOf(_key) || header.Table != saved.Name)
        {
            throw new SnapshotUnusableException(
                $"The snapshot {SavedFile(saved.Name)} was saved with another key, or of another table, than the rest: files of two "
                + "snapshots were mixed. Restore it, or save the snapshot again.");
        }

        var match = new TableMatch(saved, now, header, new Dictionary<string, string>());
        if (match.Key is null or { Count: 0 }) return match;
        var renamed = new Dictionary<string, string>();
        foreach (var gone in match.Gone.Where(column => saved.Find(column) is not null))
        {
            foreach (var added in match.Added.Where(column => column.Type == saved.Find(gone)!.Type && !renamed.ContainsValue(column.Name)))
            {
                if (!await IsSameAsync(match, gone, added.Name, cancel)) continue;
                renamed[gone] = added.Name;
                break;
            }
        }

        return match with { Renamed = renamed };
    }

    // Most ranges have the same digest; in the others something else happened.
    private async Task<bool> IsSameAsync(TableMatch match, string gone, string added, CancellationToken cancel)
    {
        using var saved = TableReader.Open(SavedFile(match.Saved.Name));
        var hashes = new TableHashes(_key, match.Saved.Name);
        var query = new TableQuery(match.Now, match.Key!, [(added, gone)], hashes, TableScope.Of(match.Now, Projects));
        var place = saved.Header.Columns.ToList().IndexOf(gone);
        var differences = new TableDifferences(saved.Header.Columns.Count);
        var places = saved.Header.Columns.Select((_, i) => i == place ? 0 : -1).ToArray();
        var cells = new Cells(hashes, saved.Header.Columns, []) { Places = places };
        var comparison = new TableComparison(saved, [.. places.Select(one => one == 0)], differences) { OnlyColumns = true };
        var values = 0L;
        await View.ReadAsync(
            query,
            1,
            row =>
            {
                if (row.Hashes[0] is not null) values++;
                cells.Read(row);
                comparison.Add(row, cells.All);
            },
            cancel);
        comparison.End();
        // Columns without values equal each other, and tell nothing.
        return values > 0 && differences.Saved > 0 && differences.Within[place].Rows * 4 <= differences.Saved
            && differences.Lost.Count * 2 < differences.Saved;
    }

    /// <summary>The hashes of a row's values, and its fingerprint.</summary>
    private sealed class Cells
    {
        private readonly TableHashes _hashes;
        private readonly ulong[] _marks;
        private readonly bool[] _isIgnored;
        private readonly bool[] _isNumber;
        private readonly ulong[] _cells;

        public Cells(TableHashes hashes, IReadOnlyList<string> columns, IReadOnlyList<string> ignored)
        {
            _hashes = hashes;
            _marks = [.. columns.Select(hashes.MarkOf)];
            _isIgnored = [.. columns.Select(ignored.Contains)];
            _isNumber = [.. columns.Select(PlatformChanges.Sequence.Contains)];
            _cells = new ulong[columns.Count];
            Places = [.. Enumerable.Range(0, columns.Count)];
        }

        /// <summary>Where each column is in what was read; negative: nowhere.</summary>
        public int[] Places { get; init; }

        public ReadOnlySpan<ulong> All => _cells;

        public ulong Fingerprint { get; private set; }

        /// <summary>Whether it is to be saved: then what the sequencer is about to change is left out.</summary>
        public bool LeavesDueOut { get; init; }

        public void Read(TableRow row)
        {
            var key = _hashes.RowKey(row.Key);
            var isDue = LeavesDueOut && row.IsDue;
            var fingerprint = isDue ? TableHashes.Due : 0;
            for (var i = 0; i < _cells.Length; i++)
            {
                _cells[i] = Places[i] < 0 || (isDue && _isNumber[i]) ? 0 : TableHashes.Cell(key, _marks[i], row.Hashes[Places[i]]);
                if (!_isIgnored[i]) fingerprint ^= _cells[i];
            }

            Fingerprint = fingerprint;
        }
    }
}
