namespace IntegrityTests.Options;

/// <summary>
/// Which part of a run that is split over machines verifies what. It goes by ids alone: machines that begin at different moments, while
/// rows come and go, give each row to the same part, so that every row that was there is verified exactly once.
/// </summary>
public static class ShardOwnership
{
    /// <summary>Whether the shard verifies a project, all of it but its users; or a check that is not split.</summary>
    /// <param name="shard">The part of the run.</param>
    /// <param name="id">The project, or the code of the check; equal ids give equal answers on every machine.</param>
    public static bool Owns(this Shard shard, string id) => IsOf(shard, Hash(id));

    /// <summary>Whether the shard verifies a user.</summary>
    /// <param name="shard">The part of the run.</param>
    /// <param name="project">The user's project.</param>
    /// <param name="user">The user's id.</param>
    public static bool OwnsUser(this Shard shard, string project, string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return shard.Of == 1 || IsOf(shard, Mixed(Hash(user, Hash(project))));
    }

    private static bool IsOf(Shard shard, uint hash) => hash % (uint)shard.Of == (uint)(shard.Index - 1);

    // FNV-1a: string.GetHashCode differs from process to process.
    private static uint Hash(string text, uint hash = 2166136261u)
    {
        foreach (var letter in text) hash = unchecked((hash ^ letter) * 16777619u);
        return hash;
    }

    // FNV-1a leaves traces of the last letters in the low bits, which decide.
    private static uint Mixed(uint hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
            return hash ^ (hash >> 16);
        }
    }
}
