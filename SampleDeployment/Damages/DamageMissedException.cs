namespace SampleDeployment.Damages;

/// <summary>A damage cannot be planted, because the data set has no row that it could hit.</summary>
internal sealed class DamageMissedException(int damage) : Exception($"Damage {damage} hits nothing in this data set; choose another size.");
