namespace IntegrityTests.Snapshots.Files;

/// <summary>What the quantity of an answer will be from some moment on, if nothing but time passes; the rest stays.</summary>
/// <param name="From">The moment, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Quantity">The quantity from then on; null: it is not known.</param>
public readonly record struct FutureQuantity(long From, decimal? Quantity);
