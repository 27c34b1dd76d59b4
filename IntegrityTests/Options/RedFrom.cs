namespace IntegrityTests.Options;

/// <summary>The lowest severity that makes a run red.</summary>
public enum RedFrom
{
    /// <summary>Everything that is found.</summary>
    Info,

    /// <summary>Warnings and errors.</summary>
    Warning,

    /// <summary>Errors only.</summary>
    Error,
}
