using System.Text.Json;

namespace IntegrityTests.Snapshots.Format;

/// <summary>What an answer will be from some moment on, when nothing but time passes.</summary>
/// <param name="From">The moment, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Body">The body from then on.</param>
public readonly record struct LaterBody(long From, JsonElement Body);
