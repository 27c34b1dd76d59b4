using IntegrityTests.Copies.Mappings;

namespace IntegrityTests.Copies.Rules;

/// <summary>
/// What may differ between PostgreSQL and ClickHouse, and what may not (source: docs/platform.md, The copy for analytics). ClickHouse was
/// read first, so that whatever changed meanwhile shows in PostgreSQL as a flag or a greater id.
/// </summary>
public static class CopyRule
{
    /// <summary>Says what a key is.</summary>
    /// <param name="source">What PostgreSQL has.</param>
    /// <param name="copy">The newest version in ClickHouse; null: it has none.</param>
    /// <param name="progress">How far the platform is.</param>
    /// <param name="isSame">Whether row and copy have the same content; asked only where they have to.</param>
    public static Verdict Judge(SourceState source, CopyRow? copy, Progress progress, Func<SourceRow, CopyRow, bool> isSame) =>
        source.Row is { } row ? OfRow(row, source, copy, progress, isSame) : OfNothing(source, copy, progress);

    private static Verdict OfRow(
        SourceRow row, SourceState source, CopyRow? copy, Progress progress, Func<SourceRow, CopyRow, bool> isSame)
    {
        if (row.Waits || row.Id is not { } id) return Verdict.Waits;
        if (copy is not null && copy.Id != id && progress.IsAhead(copy.Id)) return Verdict.Ahead;
        if (!progress.IsCopied(id)) return copy?.Id == id && isSame(row, copy) ? Verdict.Agrees : NotYet(progress);
        if (copy is null) return Verdict.Missing;
        if (copy.IsDeleted) return OfDeleted(row, copy);
        if (copy.Id < id) return Verdict.Outdated;
        if (copy.Id > id) return Verdict.Ahead;
        if (isSame(row, copy)) return Verdict.Agrees;
        return row.Remark switch
        {
            // It is sequenced again once its team is; the row itself is not flagged.
            Remark.TeamWaits => Verdict.Waits,
            Remark.TeamIsGone when source.DeletionWaits => Verdict.Waits,
            Remark.TeamIsGone when source.Deletion is { } deletion && !progress.IsCopied(deletion) => NotYet(progress),
            _ => Verdict.Differs,
        };
    }

    private static Verdict OfDeleted(SourceRow row, CopyRow copy) =>
        copy.Id < row.Id ? Verdict.Missing
        : row.Remark == Remark.TeamIsGone ? Verdict.TeamIsGone
        : Verdict.Hidden;

    private static Verdict OfNothing(SourceState source, CopyRow? copy, Progress progress)
    {
        if (copy is null || copy.IsDeleted) return Verdict.Agrees;
        if (progress.IsAhead(copy.Id)) return Verdict.Ahead;
        if (source.DeletionWaits) return Verdict.Waits;
        return source.Deletion > copy.Id && !progress.IsCopied(source.Deletion) ? NotYet(progress) : Verdict.Ghost;
    }

    private static Verdict NotYet(Progress progress) => progress.IsRequested ? Verdict.Waits : Verdict.Behind;
}
