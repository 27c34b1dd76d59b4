namespace SampleDeployment.Damages;

/// <summary>What was damaged: <c>user:</c>, <c>team:</c>, <c>permission:</c>, <c>config:</c> or <c>project:</c> and the id.</summary>
internal sealed record PlantedDamage(int Damage, string Name, bool IsValid, string Project, string Subject);
