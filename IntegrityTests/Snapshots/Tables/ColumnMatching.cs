using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>Finds out which columns of a table stand for which saved ones.</summary>
/// <param name="tables">The tables of the run.</param>
internal sealed class ColumnMatching(TableSnapshot tables)
{
    /// <summary>Compares columns that are gone with those that are new, by their digests.</summary>
    /// <exception cref="SnapshotUnusableException">The saved file cannot be used.</exception>
    public async Task<TableMatch> FindAsync(TableShape saved, TableShape now, CancellationToken cancel)
    {
        TableHeader header;
        using (var file = TableReader.Open(tables.SavedFile(saved.Name))) header = file.Header;
        if (header.KeyMark != tables.KeyMark || header.Table != saved.Name)
        {
            throw new SnapshotUnusableException(
                $"The snapshot {tables.SavedFile(saved.Name)} was saved with another key, or of another table, than the rest: files of two "
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
        using var saved = TableReader.Open(tables.SavedFile(match.Saved.Name));
        var hashes = tables.HashesOf(match.Saved.Name);
        var query = new TableQuery(match.Now, match.Key!, [(added, gone)], hashes, TableScope.Of(match.Now, tables.Projects));
        var place = saved.Header.Columns.ToList().IndexOf(gone);
        var differences = new TableDifferences(saved.Header.Columns.Count);
        var places = saved.Header.Columns.Select((_, i) => i == place ? 0 : -1).ToArray();
        var cells = new RowHashes(hashes, saved.Header.Columns, []) { Places = places };
        var comparison = new TableComparison(saved, [.. places.Select(one => one == 0)], differences) { OnlyColumns = true };
        var values = 0L;
        await tables.View.ReadAsync(
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
}
