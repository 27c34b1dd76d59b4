namespace Benchmarks.Reporting;

/// <summary>A damage and whether it was found.</summary>
/// <param name="Group">Table or endpoint.</param>
/// <param name="Field">Column or path.</param>
/// <param name="What">What was done to it.</param>
/// <param name="Alone">Found without saved answers.</param>
/// <param name="Compared">Found by comparing with saved answers.</param>
internal sealed record DetectedDamage(string Group, string Field, string What, bool Alone, bool Compared);
