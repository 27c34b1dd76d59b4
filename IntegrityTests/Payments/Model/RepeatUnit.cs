namespace IntegrityTests.Payments.Model;

/// <summary>What repetitions are counted in.</summary>
public enum RepeatUnit
{
    /// <summary>24 hours.</summary>
    Day,

    /// <summary>7 days.</summary>
    Week,

    /// <summary>A month of the UTC calendar.</summary>
    Month,

    /// <summary>A year of the UTC calendar.</summary>
    Year,
}
