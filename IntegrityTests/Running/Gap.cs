using System.Diagnostics.CodeAnalysis;

namespace IntegrityTests.Running;

/// <summary>
/// Why something is not compared. What the deployment truly lacks is skipped; what could not be had is NOT VERIFIED, because nobody knows
/// whether it would have been right.
/// </summary>
/// <param name="Reason">Why, without ids of rows, so that equal reasons are counted together.</param>
/// <param name="IsProven">Whether the deployment truly lacks it: by its rows, by its columns, or by its own word.</param>
public sealed record Gap(string Reason, bool IsProven)
{
    /// <summary>
    /// The check that reports the cause, where it is one that only an answer shows. A run in which that check reported nothing of the
    /// project has not verified what was left out. Default: null.
    /// </summary>
    public string? ReportedBy { get; init; }

    /// <summary>The deployment truly lacks it.</summary>
    [return: NotNullIfNotNull(nameof(reason))]
    public static implicit operator Gap?(string? reason) => reason is null ? null : new Gap(reason, IsProven: true);

    /// <summary>What could not be had.</summary>
    public static Gap Unknown(string reason) => new(reason, IsProven: false);

    /// <summary>What leaves a whole row out.</summary>
    public Exception ToException() => IsProven
        ? new RowSkippedException(Reason) { ReportedBy = ReportedBy }
        : new NotVerifiedException(Reason);
}
