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
    /// <summary>A balance that the platform itself does not compute exactly.</summary>
    public static Balance Uncountable { get; } = Unknown("more was granted or used than JavaScript can count");

    /// <summary>A balance that cannot be computed.</summary>
    public static Balance Unknown(string problem) => new(null, null, problem);
}
