namespace IntegrityTests.Copies.Rules;

/// <summary>A row of PostgreSQL, or what records that one was deleted.</summary>
/// <param name="Key">The parts of its key, as text.</param>
/// <param name="Id">Its sequence id; null: it has none yet.</param>
/// <param name="Waits">Whether it is flagged to get a new sequence id.</param>
/// <param name="Remark">What is special about it; null: it is a <c>DeletedRow</c>.</param>
/// <param name="Values">The canonical texts of the columns.</param>
public sealed record SourceRow(string[] Key, long? Id, bool Waits, Mappings.Remark? Remark, string?[] Values);

/// <summary>The newest version of a key in ClickHouse.</summary>
/// <param name="Key">The parts of its key, as text.</param>
/// <param name="Id">The sequence id that it was copied with.</param>
/// <param name="IsDeleted">Whether it is a tombstone.</param>
/// <param name="Values">The canonical texts of the columns.</param>
public sealed record CopyRow(string[] Key, long Id, bool IsDeleted, string?[] Values);

/// <summary>All that PostgreSQL has about a key.</summary>
public sealed class SourceState
{
    /// <summary>The row; null: it does not exist. Of several, the one that was copied last.</summary>
    public SourceRow? Row { get; private set; }

    /// <summary>Whether a deletion waits for a sequence id.</summary>
    public bool DeletionWaits { get; private set; }

    /// <summary>The greatest sequence id of a deletion that has one and waits for no other; null: there is none.</summary>
    public long? Deletion { get; private set; }

    /// <summary>Takes one of its rows, in any order.</summary>
    public void Add(SourceRow row)
    {
        if (row.Remark is null)
        {
            if (row.Waits || row.Id is null) DeletionWaits = true;
            else Deletion = Math.Max(Deletion ?? 0, row.Id.Value);
        }
        else if (Row is null || row.Waits || row.Id is null || (!Row.Waits && Row.Id < row.Id))
        {
            Row = row;
        }
    }
}
