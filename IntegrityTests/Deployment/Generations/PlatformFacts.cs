using System.Text.Json.Nodes;

namespace IntegrityTests.Deployment.Generations;

/// <summary>What a run faces: the generation of the data and of the servers, and what follows for the rules of payments.</summary>
/// <param name="Data">The generation of the platform's database.</param>
/// <param name="Server">The generation of its servers.</param>
public sealed record PlatformFacts(DataGeneration Data, ServerGeneration Server)
{
    /// <summary>The generation of the data, such as <c>2026-04</c>.</summary>
    public string DataGeneration => Data.Name;

    /// <summary>The generation of the servers, such as <c>2026-04</c>, or <c>unknown</c>.</summary>
    public string ServerGeneration => Server.Generation?.Name() ?? "unknown";

    /// <summary>The version of the servers' package, or <c>unknown</c>.</summary>
    public string PackageVersion => Server.PackageVersion ?? "unknown";

    /// <summary>The generation whose payments rules are the deployment's, or come nearest.</summary>
    public Generation Payments => Data.Payments;

    /// <summary>Why payments cannot be compared at all; null when they can.</summary>
    public string? WhyPaymentsNotVerified
    {
        get
        {
            if (Data.WhyUnfit is { } unfit) return $"Payments are not verified: {unfit}, then run again.";
            if (Server.Generation is not { } served || served == Data.Payments) return null;
            return $"Payments are not verified: the data is {Data.Name}, but the servers are {served.Name()}, and what such a mixture "
                + "answers follows no rules. Finish the roll-out, so that both are of one generation, then run again.";
        }
    }

    /// <summary>Why the rules by which payments are compared are unproven here; null when they are proven, or not used.</summary>
    public string? WhyPaymentsUnproven => Data.IsNewer && WhyPaymentsNotVerified is null
        ? $"The rules of payments are unproven on this version of the platform, which is {Data.Name}. Payments are compared by the rules "
            + $"of {Data.Payments.Name()}, and what differs is a warning. Use a newer version of this suite."
        : null;

    /// <summary>What the operator should know, a sentence each.</summary>
    public IEnumerable<string> Notices
    {
        get
        {
            foreach (var notice in Data.Notices) yield return notice;
            if (Server.WhyUnknown is { } why) yield return $"The generation of the servers is unknown: {why}";
            if ((WhyPaymentsNotVerified ?? WhyPaymentsUnproven) is { } payments) yield return payments;
        }
    }

    /// <summary>All of it in one line.</summary>
    public override string ToString() =>
        $"data of {DataGeneration}, servers of {ServerGeneration}, package version {PackageVersion}";

    /// <summary>All of it, for reports.</summary>
    public JsonObject ToJson() => new()
    {
        ["data"] = DataGeneration,
        ["servers"] = ServerGeneration,
        ["packageVersion"] = PackageVersion,
        ["notices"] = new JsonArray([.. Notices.Select(notice => JsonValue.Create(notice))]),
    };
}
