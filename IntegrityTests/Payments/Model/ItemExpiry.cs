namespace IntegrityTests.Payments.Model;

/// <summary>When what a product includes is lost.</summary>
public enum ItemExpiry
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>At the end of the purchase.</summary>
    WhenPurchaseExpires,

    /// <summary>When it is granted again.</summary>
    WhenRepeated,
}
