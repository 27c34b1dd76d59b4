namespace IntegrityTests.Running;

/// <summary>How many rows are to be verified.</summary>
/// <param name="Rows">How many.</param>
/// <param name="IsAbout">Whether that is an estimate.</param>
public sealed record RowForecast(long Rows, bool IsAbout);
