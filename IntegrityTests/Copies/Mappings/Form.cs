namespace IntegrityTests.Copies.Mappings;

/// <summary>What the values of a column are. In each form both databases give the same text for the same value.</summary>
public enum Form
{
    /// <summary>Text as it is.</summary>
    Text,

    /// <summary>A uuid in lower case.</summary>
    Id,

    /// <summary><c>1</c> or <c>0</c>.</summary>
    Flag,

    /// <summary>Milliseconds since 1970, UTC.</summary>
    Time,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>JSON. PostgreSQL and JavaScript print it differently, so it is compared as what it means.</summary>
    Json,
}
