namespace IntegrityTests.Running;

/// <summary>
/// A row or a source could not be verified, which says nothing about the data. The result is a failure "NOT VERIFIED: ...".
/// </summary>
/// <param name="reason">Why, and what to do about it.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class NotVerifiedException(string reason, Exception? innerException = null) : Exception(reason, innerException);

/// <summary>Thrown by a source before its first row when there is rightly nothing to verify. The case is skipped with the reason.</summary>
/// <param name="reason">Why there is nothing to verify.</param>
public sealed class NothingToVerifyException(string reason) : Exception(reason)
{
    /// <summary>As <see cref="Gap.ReportedBy"/>. Default: null.</summary>
    public string? ReportedBy { get; init; }

    /// <summary>Whether another part of the run verifies it. Default: false, nobody has to.</summary>
    public bool IsElsewhere { get; private init; }

    /// <summary>There is nothing to verify in this part of the run; another one has it.</summary>
    public static NothingToVerifyException Elsewhere() => new("another shard verifies it") { IsElsewhere = true };
}

/// <summary>A row is left out on purpose. It is counted as skipped, with the reason, and never as verified.</summary>
/// <param name="reason">Why. Without ids, so that rows with the same reason are counted together.</param>
public sealed class RowSkippedException(string reason) : Exception(reason)
{
    /// <summary>As <see cref="Gap.ReportedBy"/>. Default: null.</summary>
    public string? ReportedBy { get; init; }
}
