using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Generations;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Files;

/// <summary>Which generation of the platform gave the answers of a snapshot.</summary>
/// <param name="Data">The generation of the data, such as <c>2026-04</c>.</param>
/// <param name="Servers">The generation of the servers.</param>
/// <param name="PackageVersion">The version of the servers' package.</param>
internal sealed record SavedPlatform(string Data, string Servers, string PackageVersion)
{
    public static SavedPlatform Of(PlatformFacts facts) => new(facts.DataGeneration, facts.ServerGeneration, facts.PackageVersion);

    /// <summary>What a header says of it; null where it says nothing, as those of older suites.</summary>
    public static SavedPlatform? Read(JsonElement? json) =>
        json.Text("data") is { } data && json.Text("servers") is { } servers && json.Text("version") is { } version
            ? new(data, servers, version)
            : null;

    /// <summary>Whether both are of one generation, in whatever package version.</summary>
    public bool IsGenerationOf(SavedPlatform other) => Data == other.Data && Servers == other.Servers;

    public JsonObject ToJson() => new() { ["data"] = Data, ["servers"] = Servers, ["version"] = PackageVersion };

    /// <inheritdoc/>
    public override string ToString() => $"data of {Data}, servers of {Servers}, package version {PackageVersion}";
}
