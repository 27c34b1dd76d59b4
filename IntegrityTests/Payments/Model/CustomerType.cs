namespace IntegrityTests.Payments.Model;

/// <summary>What a customer is (source: stack-auth/payments.md).</summary>
public enum CustomerType
{
    /// <summary>A user of the project.</summary>
    User,

    /// <summary>A team of the project.</summary>
    Team,

    /// <summary>Any text that somebody gave.</summary>
    Custom,
}
