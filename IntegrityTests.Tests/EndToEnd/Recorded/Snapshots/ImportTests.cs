using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>The original script's output fits two of the recorded projects (source: docs/platform.md, Recorded deployments).</summary>
[Collection(RecordedCollection.Name)]
public sealed class ImportTests(RecordedDeployments deployments) : IDisposable
{
    private const string Dummy = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";

    private readonly TemporaryFolder _folder = new();

    private static string Original => Path.Combine(SharedFacts.Folder, "original-output.jsonl");

    public void Dispose() => _folder.Dispose();

    [TheoryRequiringFacts]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_original_output_is_a_baseline_in_both_its_forms(bool isOlder)
    {
        await using var deployment = await deployments.DeployAsync();

        var run = await Comparing(deployment, isOlder ? Older() : Original).RunAsync();

        run.Should().BeGreen();
        run.Differences().Should().BeEmpty();
        run.Findings.Totals["SNP001"].Verified.Should().BeGreaterThan(60);
        run.Should().Say("not compared: their kind cannot be imported");
    }

    [TheoryRequiringFacts]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_changed_user_differs_from_the_original_output_in_both_its_forms(bool isOlder)
    {
        await using var deployment = await deployments.DeployAsync();
        var user = (string)deployment.Answers.Lists(Dummy).Page("/api/v1/users?limit=1").Body!["items"]![0]!["id"]!;
        deployment.Answers.ChangeUser(Dummy, user, found => found["display_name"] = "Another");

        var run = await Comparing(deployment, isOlder ? Older() : Original).RunAsync();

        run.Should().BeRed();
        run.Differences().Should().Equal(("SNP001", $"user:{user}", "$.display_name"));
    }

    private static SuiteCommand Comparing(RecordedDeployment deployment, string file) =>
        (deployment.Verification(Dummy, "internal") with { Filter = SuiteCommand.ReadsOfApi })
        .With("INTEGRITY_SNAPSHOTS", "verify")
        .With("INTEGRITY_SNAPSHOT_IMPORT", file);

    private string Older()
    {
        var older = new JsonObject();
        foreach (var line in File.ReadLines(Original).Select(line => JsonNode.Parse(line)!))
        {
            var endpoint = (string)line["endpoint"]!;
            if (older[endpoint] is null) older[endpoint] = new JsonArray();
            older[endpoint]!.AsArray().Add(line["output"]!.DeepClone());
        }

        var file = _folder.File("output.json");
        File.WriteAllText(file, older.ToJsonString());
        return file;
    }
}
