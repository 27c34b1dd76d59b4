namespace IntegrityTests.Copies.Reading;

/// <summary>Which rows of a tenancy are read.</summary>
/// <param name="Buckets">Those whose key begins with one of these two letters; null: all.</param>
/// <param name="Firsts">Those whose key's first part is one of these; null: all.</param>
public sealed record Part(IReadOnlyList<string>? Buckets, IReadOnlyList<string>? Firsts)
{
    /// <summary>All rows.</summary>
    public static Part All { get; } = new(null, null);
}

/// <summary>The tenancy that is compared.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Project">Its project.</param>
/// <param name="Branch">Its branch.</param>
public sealed record TenancyKey(Guid Id, string Project, string Branch);

/// <summary>The sum of the rows of a tenancy whose keys begin with the same two letters.</summary>
/// <param name="Bucket">The letters.</param>
/// <param name="Count">How many rows live.</param>
/// <param name="Sum">The sum of the rows' hashes over key, sequence id and all compared columns, modulo 2^64.</param>
public sealed record Digest(string Bucket, long Count, ulong Sum);

/// <summary>As <see cref="Digest"/>, of PostgreSQL.</summary>
/// <param name="Bucket">The letters.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Sum">The sum of the rows' hashes, modulo 2^64.</param>
/// <param name="Waiting">How many of them wait for a sequence id, or to be copied.</param>
/// <param name="Uncopied">How many of these have their id, and wait to be copied.</param>
public sealed record SourceDigest(string Bucket, long Count, ulong Sum, long Waiting, long Uncopied);
