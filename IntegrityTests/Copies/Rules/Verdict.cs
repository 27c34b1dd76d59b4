namespace IntegrityTests.Copies.Rules;

/// <summary>What a key in ClickHouse is, compared with PostgreSQL.</summary>
public enum Verdict
{
    /// <summary>Both say the same.</summary>
    Agrees,

    /// <summary>A change waits to be copied, which it will be.</summary>
    Waits,

    /// <summary>The row is left of a team that was deleted, and the platform deletes its copy.</summary>
    TeamIsGone,

    /// <summary>A change was not copied, and nobody will before the tenancy changes again.</summary>
    Behind,

    /// <summary>ClickHouse is newer than PostgreSQL, which is a copy of an earlier time: nothing can be said.</summary>
    Ahead,

    /// <summary>The row is not there, although everything up to its id was copied.</summary>
    Missing,

    /// <summary>An older version of the row is there, although everything up to its id was copied.</summary>
    Outdated,

    /// <summary>The version is the row's, but says something else.</summary>
    Differs,

    /// <summary>The row is hidden by a deletion that came after it.</summary>
    Hidden,

    /// <summary>It lives in ClickHouse only.</summary>
    Ghost,
}
