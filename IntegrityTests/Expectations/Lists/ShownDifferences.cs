using System.Collections.Concurrent;

namespace IntegrityTests.Expectations.Lists;

/// <summary>
/// What lists were found to say wrongly about the users of a page, so that several lists of one project report a difference once.
/// </summary>
internal sealed class ShownDifferences
{
    private readonly ConcurrentDictionary<(Guid User, string Path), bool> _shown = new();

    /// <summary>Whether no list showed the difference before; it is remembered.</summary>
    /// <param name="user">Whom it is about.</param>
    /// <param name="path">Where in the user's item.</param>
    public bool IsNew(Guid user, string path) => _shown.TryAdd((user, path), true);
}
