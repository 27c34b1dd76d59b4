namespace IntegrityTests.Running.Execution;

/// <summary>Passed rows that one result stands for.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Calls">The calls they took.</param>
/// <param name="From">The lowest of their numbers, from 1. Rows finish in any order, so pages may overlap.</param>
/// <param name="To">The highest of their numbers.</param>
/// <param name="Elapsed">Time from the page before to this one.</param>
internal sealed record Page(int Rows, long Calls, long From, long To, TimeSpan Elapsed);
