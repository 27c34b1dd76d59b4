namespace IntegrityTests.Payments.Model;

/// <summary>What a customer has of an item at a moment.</summary>
/// <param name="Quantity">The balance; null when it cannot be computed.</param>
/// <param name="ValidUntil">
/// The next moment, in milliseconds since 1970, at which time alone may change the balance; up to it the balance stays as long as no row
/// changes. Null: forever.
/// </param>
/// <param name="Problem">Why it cannot be computed; null when it can.</param>
public sealed record Balance(decimal? Quantity, long? ValidUntil, string? Problem)
{
    private const decimal Imprecision = 0.000_000_001m;

    /// <summary>A balance that the platform itself does not compute exactly.</summary>
    public static Balance Uncountable { get; } = Unknown("more was granted or used than JavaScript can count");

    /// <summary>A balance that cannot be computed.</summary>
    public static Balance Unknown(string problem) => new(null, null, problem);

    /// <summary>
    /// Whether an answer is right by this balance. One that cannot be computed explains every answer, and a fraction may differ in the
    /// digits that JavaScript's addition leaves behind.
    /// </summary>
    /// <param name="answered">The answer's quantity; null when it has none.</param>
    public bool Explains(decimal? answered)
    {
        if (Problem is not null || answered == Quantity) return true;
        if (answered is not { } one || Quantity is not { } other || (decimal.IsInteger(one) && decimal.IsInteger(other))) return false;
        return Math.Abs(one - other) <= Imprecision;
    }
}
