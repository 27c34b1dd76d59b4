using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>A customer in scope.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Id">The id of a user or team, or any text.</param>
/// <param name="Rows">The rows that decide what it owns and has; null where they cannot be read.</param>
public sealed record Customer(CustomerType Type, string Id, CustomerRows? Rows)
{
    /// <summary>How findings name the customer.</summary>
    public string Subject => $"{Type.Name()}:{Id}";

    /// <summary>When a user signed up, in milliseconds since 1970-01-01T00:00:00Z; null for others, and where it is not known.</summary>
    public long? SignedUpAtMillis { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Subject;
}
