using System.Numerics;

namespace IntegrityTests.Snapshots.Format;

/// <summary>What the quantity of an answer will be from some moment on, when nothing but time passes; the rest of the answer stays.</summary>
/// <param name="From">The moment, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Quantity">The quantity from then on; null: it is not known.</param>
public readonly record struct LaterQuantity(long From, BigInteger? Quantity);
