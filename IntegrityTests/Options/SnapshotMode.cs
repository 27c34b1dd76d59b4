namespace IntegrityTests.Options;

/// <summary>What a run does with the answers that it gets.</summary>
public enum SnapshotMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Saves them.</summary>
    Save,

    /// <summary>Compares them with saved ones.</summary>
    Verify,
}
