namespace IntegrityTests.Running.Execution;

/// <summary>How the pulling of rows ended.</summary>
/// <param name="Pulled">Rows that were pulled, all of which have run.</param>
/// <param name="Exhausted">The source was read to its end.</param>
/// <param name="Failure">What the source threw.</param>
/// <param name="RowFailure">What running a row threw, which is a fault of the runner and not of the row's check.</param>
internal sealed record PumpEnd(long Pulled, bool Exhausted, Exception? Failure = null, Exception? RowFailure = null);
