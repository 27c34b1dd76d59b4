namespace IntegrityTests.Running.Execution;

/// <summary>What became of a row.</summary>
internal enum RowVerdict
{
    Verified,
    Failed,
    NotVerified,
    Skipped,

    /// <summary>The run was stopped while the row ran; nothing is known about it.</summary>
    Interrupted,
}
