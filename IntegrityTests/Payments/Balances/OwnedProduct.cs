namespace IntegrityTests.Payments.Balances;

/// <summary>A product that a customer owns, as far as the platform's lists of them are compared.</summary>
/// <param name="Id">The product; null for an inline product.</param>
/// <param name="Type"><c>subscription</c> or <c>one_time</c>.</param>
/// <param name="Quantity">How many.</param>
public sealed record OwnedProduct(string? Id, string Type, long Quantity)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Quantity} x {Id ?? "an inline product"} ({Type})";
}
