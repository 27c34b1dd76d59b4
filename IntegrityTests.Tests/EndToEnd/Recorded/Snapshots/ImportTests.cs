using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>The original script's output fits two of the recorded projects (source: stack-auth/README.md).</summary>
public sealed class ImportTests(SavedDeployments deployments) : IClassFixture<SavedDeployments>
{
    private const string Dummy = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";

    [TheoryRequiringFacts]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_original_output_is_a_baseline_in_both_its_forms(bool isOlder)
    {
        await using var deployment = await deployments.DeployAsync();
        var file = Path.Combine(SharedFacts.Folder, "original-output.jsonl");
        if (isOlder) file = Older(file);
        var command = deployment.Verification(Dummy, "internal").With("INTEGRITY_SNAPSHOTS", "verify").With("INTEGRITY_SNAPSHOT_IMPORT", file);

        var green = await command.RunAsync();

        green.Should().BeGreen();
        green.Differences().Should().BeEmpty();
        green.Findings.Totals["SNP001"].Verified.Should().BeGreaterThan(60);
        green.Should().Say("not compared: their kind cannot be imported");

        var user = (string)deployment.Answers.Lists(Dummy).Page("/api/v1/users?limit=1").Body!["items"]![0]!["id"]!;
        deployment.Answers.ChangeUser(Dummy, user, found => found["display_name"] = "Another");
        var red = await command.RunAsync();

        red.Should().BeRed();
        red.Differences().Should().Equal(("SNP001", $"user:{user}", "$.display_name"));
    }

    private string Older(string file)
    {
        var older = new JsonObject();
        foreach (var line in File.ReadLines(file).Select(line => JsonNode.Parse(line)!))
        {
            var endpoint = (string)line["endpoint"]!;
            if (older[endpoint] is null) older[endpoint] = new JsonArray();
            older[endpoint]!.AsArray().Add(line["output"]!.DeepClone());
        }

        var folder = Directory.CreateDirectory(deployments.NewFolder()).FullName;
        File.WriteAllText(Path.Combine(folder, "output.json"), older.ToJsonString());
        return Path.Combine(folder, "output.json");
    }
}
