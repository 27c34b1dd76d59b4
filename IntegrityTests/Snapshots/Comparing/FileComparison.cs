using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Comparing;

/// <summary>
/// Compares two files of answers while both stream, by the places of their lines. What is only in one of them is kept for a while, in
/// case it comes in the other at another place, but never more than some of it: memory does not grow with the data.
/// </summary>
internal sealed class FileComparison(SnapshotReader saved, SnapshotReader now, IDifferences differences)
{
    private static readonly byte[] UnknownEnd = "\"unknown\":true}"u8.ToArray();
    private readonly PendingLines _removed = new(differences.Removed);
    private readonly PendingLines _added = new(differences.Added);
    private string? _unknownSaved;
    private string? _unknownNow;

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
            if (savedText.Span.SequenceEqual(nowText.Span))
            {
                if (nowText.Span.EndsWith(UnknownEnd)) NotCompared++;
                else Compared++;
                (left, right) = (saved.Next(), now.Next());
                continue;
            }

            var order = Step(SavedLine.Read(savedText), SavedLine.Read(nowText));
            if (order <= 0) left = saved.Next();
            if (order >= 0) right = now.Next();
        }

        for (; left is { } text; left = saved.Next()) OnlySaved(SavedLine.Read(text), isBeyond: now.IsPartial);
        for (; right is { } text; right = now.Next()) OnlyNow(SavedLine.Read(text), isBeyond: saved.IsPartial);
        HasDifferences |= _removed.Flush() | _added.Flush();
    }

    private int Step(SavedLine left, SavedLine right)
    {
        if (left.IsUnknown || right.IsUnknown)
        {
            if (left.IsUnknown) _unknownSaved = left.Place;
            if (right.IsUnknown) _unknownNow = right.Place;
            return left.IsUnknown && right.IsUnknown && left.Place == right.Place ? 0 : left.IsUnknown ? -1 : 1;
        }

        var order = left.CompareTo(right);
        if (order == 0) Compare(left, right);
        else if (order < 0) OnlySaved(left, isBeyond: false);
        else OnlyNow(right, isBeyond: false);
        return order;
    }

    private void OnlySaved(SavedLine line, bool isBeyond)
    {
        if (line.IsUnknown) _unknownSaved = line.Place;
        else if (isBeyond || line.Place == _unknownNow) NotCompared++;
        else if (_added.Take(line) is { } moved) Compare(line, moved);
        else HasDifferences |= _removed.Keep(line);
    }

    private void OnlyNow(SavedLine line, bool isBeyond)
    {
        if (line.IsUnknown) _unknownNow = line.Place;
        else if (isBeyond || line.Place == _unknownSaved) NotCompared++;
        else if (_removed.Take(line) is { } moved) Compare(moved, line);
        else HasDifferences |= _added.Keep(line);
    }

    private void Compare(SavedLine left, SavedLine right)
    {
        var differs = differences.Compare(left, right);
        if (differs is null) NotCompared++;
        else Compared++;
        HasDifferences |= differs == true;
    }
}
