namespace Benchmarks.Detection;

/// <summary>One value that was changed.</summary>
/// <param name="Project">Whose.</param>
/// <param name="Field">Table and column, or endpoint and path.</param>
/// <param name="What">What was done, without values.</param>
/// <param name="Keys">Ids in the damaged row, before and after: a finding that names one of them is about it.</param>
internal sealed record PlantedDamage(string Project, string Field, string What, IReadOnlyList<string> Keys);
