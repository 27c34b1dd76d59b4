using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>
/// Compares two files of answers while both stream, by the places of their lines. What is only in one of them is kept for a while, in
/// case it comes in the other at another place, but never more than some of it: memory does not grow with the data.
/// </summary>
/// <param name="saved">The saved file.</param>
/// <param name="now">The file of this run.</param>
/// <param name="differences">Takes what they do not have in common.</param>
/// <param name="maxPending">How many lines of each file are kept at most. Default: 1,000; 10,000 of digests.</param>
internal sealed class FileComparison(SnapshotReader saved, SnapshotReader now, IDifferences differences, int? maxPending = null)
{
    private static readonly byte[] UnknownEnd = "\"unknown\":true}"u8.ToArray();
    private readonly PendingLines _removed = new(differences.Removed, maxPending ?? MaxPending(saved));
    private readonly PendingLines _added = new(differences.Added, maxPending ?? MaxPending(saved));
    private string? _unknownSaved;
    private string? _unknownNow;

    /// <summary>Whether this run verifies what a saved line is about; another part of the run does otherwise. Default: it does.</summary>
    public Func<SavedLine, bool> IsOwn { get; init; } = static _ => true;

    /// <summary>Answers that were compared, equal or not.</summary>
    public long Compared { get; private set; }

    /// <summary>Saved answers about which this run says nothing.</summary>
    public long NotCompared { get; private set; }

    /// <summary>Whether anything differs.</summary>
    public bool HasDifferences { get; private set; }

    public void Run()
    {
        var left = saved.Next();
        var right = now.Next();
        while (left is { } savedText && right is { } nowText)
        {
            if (SavedLine.Agree(savedText.Span, nowText.Span))
            {
                if (!nowText.Span.EndsWith(UnknownEnd)) Compared++;
                else if (!SavedLine.Read(nowText).IsGap) NotCompared++;
                (left, right) = (saved.Next(), now.Next());
                continue;
            }

            var savedLine = SavedLine.Read(savedText);
            if (!IsOwn(savedLine))
            {
                left = saved.Next();
                continue;
            }

            var order = Step(savedLine, SavedLine.Read(nowText));
            if (order <= 0) left = saved.Next();
            if (order >= 0) right = now.Next();
        }

        for (; left is { } text; left = saved.Next())
            if (SavedLine.Read(text) is var line && IsOwn(line)) OnlySaved(line, isBeyond: now.IsPartial);
        for (; right is { } text; right = now.Next()) OnlyNow(SavedLine.Read(text), isBeyond: saved.IsPartial);
        HasDifferences |= _removed.Flush() | _added.Flush();
    }

    private int Step(SavedLine left, SavedLine right)
    {
        if (left.IsGap || right.IsGap) return StepAtGap(left, right);
        if (left.IsUnknown || right.IsUnknown)
        {
            if (left.IsUnknown) _unknownSaved = left.Place;
            if (right.IsUnknown) _unknownNow = right.Place;
            return left.IsUnknown && right.IsUnknown && left.Place == right.Place ? 0 : left.IsUnknown ? -1 : 1;
        }

        var order = left.CompareTo(right);
        if (order != 0 && SortKey.IsHidden(left.Place, right.Place))
        {
            OnlySaved(left, isBeyond: false);
            OnlyNow(right, isBeyond: false);
            return 0;
        }

        if (order == 0) Compare(left, right);
        else if (order < 0) OnlySaved(left, isBeyond: false);
        else OnlyNow(right, isBeyond: false);
        return order;
    }

    // What only the other run has before a gap is what this one was limited to leave out.
    private int StepAtGap(SavedLine left, SavedLine right)
    {
        var order = string.CompareOrdinal(left.Place, right.Place);
        if (order < 0 && !left.IsGap) OnlySaved(left, isBeyond: true);
        else if (order > 0 && !right.IsGap) OnlyNow(right, isBeyond: true);
        return order;
    }

    private void OnlySaved(SavedLine line, bool isBeyond)
    {
        if (line.IsGap) return;
        if (line.IsUnknown) _unknownSaved = line.Place;
        else if (isBeyond || line.Place == _unknownNow) NotCompared++;
        else if (_added.Take(line) is { } moved) Compare(line, moved);
        else HasDifferences |= _removed.Keep(line);
    }

    private void OnlyNow(SavedLine line, bool isBeyond)
    {
        if (line.IsGap) return;
        if (line.IsUnknown) _unknownNow = line.Place;
        else if (isBeyond || line.Place == _unknownSaved) NotCompared++;
        else if (_removed.Take(line) is { } moved) Compare(moved, line);
        else HasDifferences |= _added.Keep(line);
    }

    // Where hashes hide the order, only what is kept tells an inserted line from a moved one; lines of digests are short.
    private static int MaxPending(SnapshotReader saved) => saved.Header.Digests ? 10_000 : 1_000;

    private void Compare(SavedLine left, SavedLine right)
    {
        var differs = differences.Compare(left, right);
        if (differs is null) NotCompared++;
        else Compared++;
        HasDifferences |= differs == true;
    }
}

/// <summary>Takes what two files of answers do not have in common.</summary>
internal interface IDifferences
{
    /// <summary>A saved answer is not there any more.</summary>
    void Removed(SavedLine saved);

    /// <summary>An answer was not there when the snapshot was saved.</summary>
    void Added(SavedLine now);

    /// <summary>An answer may be another one.</summary>
    /// <returns>Whether they differ; null: nothing can be said about them.</returns>
    bool? Compare(SavedLine saved, SavedLine now);
}
