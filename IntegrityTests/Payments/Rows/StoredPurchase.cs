namespace IntegrityTests.Payments.Rows;

/// <summary>A row of payments that is judged by itself.</summary>
/// <param name="Row">The row.</param>
/// <param name="HasCustomer">Whether its customer exists; true for a custom one, null where the deployment does not store such customers.</param>
/// <param name="ConfigChanged">When the project's config was last changed, in milliseconds since 1970; null where that is not known.</param>
public sealed record StoredPurchase(StoredTransaction Row, bool? HasCustomer, long? ConfigChanged)
{
    /// <inheritdoc/>
    public override string ToString() => Row.ToString();
}
