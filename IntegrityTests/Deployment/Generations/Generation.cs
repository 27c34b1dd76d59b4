namespace IntegrityTests.Deployment.Generations;

/// <summary>A generation of the platform whose rules the suite knows (source: docs/platform.md, Versions).</summary>
public enum Generation
{
    /// <summary>The reference version: payments are computed from rows when they are asked for.</summary>
    March2026,

    /// <summary>The newest known: payments are computed by an engine within the database.</summary>
    April2026,
}

/// <summary>The generations in words.</summary>
public static class GenerationNames
{
    /// <summary>Such as <c>2026-03</c>.</summary>
    public static string Name(this Generation generation) => generation switch
    {
        Generation.March2026 => "2026-03",
        _ => "2026-04",
    };
}
