using IntegrityTests.Access;

namespace IntegrityTests.Checks.Database;

/// <summary>An invariant, and the database that it is asked about.</summary>
/// <param name="Invariant">The invariant.</param>
/// <param name="Own">A database of projects' own; null for the platform's.</param>
public sealed record InvariantPlace(Invariant Invariant, OwnDatabase? Own)
{
    /// <inheritdoc/>
    public override string ToString() => Own is null ? $"{Invariant}" : $"{Invariant} in the {Own}";
}
