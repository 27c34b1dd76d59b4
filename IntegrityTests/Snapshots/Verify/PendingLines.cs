using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>Lines of one side that may still come on the other, at another place: a user whose sign-up time changed. Bounded.</summary>
/// <param name="giveUp">Takes a line that came on one side only.</param>
/// <param name="maxLines">How many lines are kept at most.</param>
internal sealed class PendingLines(Action<SavedLine> giveUp, int maxLines)
{
    private readonly Dictionary<(string Endpoint, string Subject), LinkedListNode<SavedLine>> _byKey = [];
    private readonly LinkedList<SavedLine> _byAge = [];

    /// <summary>Keeps a line.</summary>
    /// <returns>Whether an older one was given up for it.</returns>
    public bool Keep(SavedLine line)
    {
        if (!_byKey.TryAdd((line.Endpoint, line.Subject), new LinkedListNode<SavedLine>(line)))
        {
            giveUp(line);
            return true;
        }

        _byAge.AddLast(_byKey[(line.Endpoint, line.Subject)]);
        if (_byAge.Count <= maxLines) return false;
        GiveUp(_byAge.First!);
        return true;
    }

    /// <summary>The kept line that is about the same as one of the other side; it is not kept any more.</summary>
    public SavedLine? Take(SavedLine other)
    {
        if (!_byKey.Remove((other.Endpoint, other.Subject), out var node)) return null;
        _byAge.Remove(node);
        return node.Value;
    }

    /// <summary>Gives up all that is kept.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Flush()
    {
        var any = _byAge.Count > 0;
        while (_byAge.First is { } node) GiveUp(node);
        return any;
    }

    private void GiveUp(LinkedListNode<SavedLine> node)
    {
        _byAge.Remove(node);
        _byKey.Remove((node.Value.Endpoint, node.Value.Subject));
        giveUp(node.Value);
    }
}
