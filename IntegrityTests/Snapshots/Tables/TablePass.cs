using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>Reads all rows of a table once: to save them, or to compare them with saved ones.</summary>
/// <param name="tables">The tables of the run.</param>
internal sealed class TablePass(TableSnapshot tables)
{
    // What a writer of the platform may be behind with the time that it writes into a row.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private static readonly string[] Times = ["updatedAt", "createdAt"];

    /// <summary>Saves a table.</summary>
    public async Task SaveAsync(TableShape table, CancellationToken cancel)
    {
        var header = tables.HeaderOf(table);
        var hashes = tables.HashesOf(table.Name);
        var columns = header.Columns.Select(column => (column, column)).ToList();
        var query = new TableQuery(
            table, table.Key, table.Key.Count == 0 ? [.. table.Columns.Select(column => (column.Name, column.Name))] : columns, hashes,
            TableScope.Of(table, tables.Projects));
        var rows = 0L;
        using var writer = new TableWriter(tables.WorkFile(table.Name), header);
        var cells = new RowHashes(hashes, header.Columns, header.Ignored) { LeavesDueOut = true };
        await tables.View.ReadAsync(
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
        tables.Count(table.Name, rows);
    }

    /// <summary>Compares a table with its saved rows.</summary>
    /// <exception cref="SnapshotUnusableException">The saved file cannot be used.</exception>
    public async Task<TableDifferences> CompareAsync(TableMatch match, CancellationToken cancel)
    {
        using var saved = TableReader.Open(tables.SavedFile(match.Saved.Name));
        var hashes = tables.HashesOf(match.Saved.Name);
        // The saved columns come first; what is new is only written to the received file.
        var old = saved.Header.Columns;
        var kept = old.Where(column => match.NowOf(column) is not null).ToList();
        var received = tables.HeaderOf(match.Now);
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
            match.Now, match.Key, asked, hashes, TableScope.Of(match.Now, tables.Projects),
            [.. Times.Where(time => match.Now.Find(time) is { Type: var type } && type.StartsWith("timestamp", StringComparison.Ordinal))],
            DateTime.SpecifyKind(tables.Saved!.Saved - Slack, DateTimeKind.Unspecified));
        var differences = new TableDifferences(old.Count);
        var comparison = new TableComparison(saved, [.. savedPlaces.Select(place => place >= 0)], differences);
        var oldCells = new RowHashes(hashes, old, saved.Header.Ignored) { Places = savedPlaces };
        var newCells = new RowHashes(hashes, received.Columns, received.Ignored) { Places = receivedPlaces, LeavesDueOut = true };
        // Mostly what is compared is what is written, and hashing is most of the work.
        var isSame = old.SequenceEqual(received.Columns) && saved.Header.Ignored.SequenceEqual(received.Ignored);
        using (var writer = writes ? new TableWriter(tables.WorkFile(match.Saved.Name), received) : null)
        {
            await tables.View.ReadAsync(
                query,
                isGrouped ? 1 : asked.Count,
                row =>
                {
                    oldCells.Read(row);
                    comparison.Add(row, oldCells.All);
                    if (writer is null) return;
                    var cells = isSame && !row.IsDue ? oldCells : newCells;
                    if (cells == newCells) newCells.Read(row);
                    writer.Add(row.Key, cells.Fingerprint, cells.All);
                },
                cancel);
            comparison.End();
            writer?.Complete();
        }

        tables.Count(match.Saved.Name, differences.Rows);
        return differences;
    }

    /// <summary>
    /// As for answers: puts a whole new file beside a saved one that differs, and nothing beside one that does not.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="differs">Whether anything is reported of its rows.</param>
    public void Receive(string table, bool differs)
    {
        var received = tables.ReceivedFile(table);
        if (differs && File.Exists(tables.WorkFile(table))) File.Move(tables.WorkFile(table), received, overwrite: true);
        else File.Delete(received);
    }
}
