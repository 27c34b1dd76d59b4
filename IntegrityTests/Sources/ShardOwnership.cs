using IntegrityTests.Options;

namespace IntegrityTests.Sources;

/// <summary>
/// Which part of a run that is split over machines verifies what: every project and every page of users belongs to exactly one.
/// </summary>
public static class ShardOwnership
{
    /// <summary>Whether the shard verifies a page of the project's users; page 0 stands for the project itself.</summary>
    /// <param name="shard">The part of the run.</param>
    /// <param name="projectId">The project; equal ids give equal answers on every machine.</param>
    /// <param name="page">The page's number, from 0.</param>
    public static bool Owns(this Shard shard, string projectId, int page = 0) =>
        (Hash(projectId) + (uint)page) % (uint)shard.Of == (uint)(shard.Index - 1);

    /// <summary>How many of a project's users are on pages that the shard verifies.</summary>
    /// <param name="shard">The part of the run.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="users">How many users it has.</param>
    /// <param name="pageSize">How many of them are on each page but the last.</param>
    public static long Share(this Shard shard, string projectId, long users, int pageSize)
    {
        var pages = (users + pageSize - 1) / pageSize;
        var first = ((uint)(shard.Index - 1) + (uint)shard.Of - (Hash(projectId) % (uint)shard.Of)) % (uint)shard.Of;
        if (first >= pages) return 0;
        var own = ((pages - 1 - first) / shard.Of) + 1;
        var hasLast = (pages - 1 - first) % shard.Of == 0;
        return (own * pageSize) - (hasLast ? (pages * pageSize) - users : 0);
    }

    private static uint Hash(string text)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u;
        foreach (var letter in text) hash = unchecked((hash ^ letter) * 16777619u);
        return hash;
    }
}
