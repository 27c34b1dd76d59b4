using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FluentAssertions;
using FluentAssertions.Execution;
using IntegrityTests.Tests.EndToEnd.Harness;
using SampleDeployment;
using SampleDeployment.Api;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>
/// Over the rows that a real backend of the newest version wrote, the stand-in's own computation of payments answers as that backend did:
/// in all fields and in order.
/// </summary>
public sealed partial class EngineAnswersTests
{
    [Fact]
    public Task Payments_of_the_small_recording_are_computed() => CompareAsync(RecordedRows.Small("2026-04"), 379, 226, 24);

    [Fact]
    public async Task Users_teams_and_permissions_of_the_small_recording_are_answered()
    {
        var folder = RecordedRows.Small("2026-04");
        await using var served = await ServeAsync(folder);
        var compared = 0;
        using var all = new AssertionScope();
        foreach (var answer in Answers(folder).Where(answer => Others().IsMatch((string)answer["path"]!)))
        {
            compared++;
            await CompareAsync(served, answer);
        }

        compared.Should().BeGreaterThan(700);
    }

    [FactRequiringFacts]
    public Task Payments_of_the_whole_recording_are_computed() =>
        CompareAsync(Path.Combine(SharedFacts.Folder, "written-2026-04"), 2_861, 880, 26);

    private static async Task CompareAsync(string folder, int balances, int listings, int pages)
    {
        await using var served = await ServeAsync(folder);
        var counts = new Dictionary<string, int>();
        using var all = new AssertionScope();
        foreach (var answer in Answers(folder))
        {
            if (KindOf((string)answer["path"]!) is not { } kind) continue;

            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            await CompareAsync(served, answer);
        }

        counts.Should().BeEquivalentTo(
            new Dictionary<string, int> { ["items"] = balances, ["products"] = listings, ["transactions"] = pages });
    }

    private static async Task<ServedDeployment> ServeAsync(string folder)
    {
        var database = await ClusterFixture.Of(Platform.Newest).CreateDatabaseAsync();
        await RecordedRows.LoadAsync(database, folder);
        return new(await ApiServer.StartAsync(
            new() { Platform = Platform.Newest, Database = database, AdminKey = AdminCalls.Key }, CancellationToken.None));
    }

    private static IEnumerable<JsonNode> Answers(string folder) =>
        File.ReadLines(Path.Combine(folder, "answers.jsonl")).Select(line => JsonNode.Parse(line)!);

    [GeneratedRegex("^/api/v1/(users(/[^/?]+)?|teams|(team|project)-permission(s|-definitions))(\\?|$)")]
    private static partial Regex Others();

    private static string? KindOf(string path) => ((string[])["items", "products", "transactions"])
        .FirstOrDefault(kind => path.Contains($"/payments/{kind}", StringComparison.Ordinal));

    private static async Task CompareAsync(ServedDeployment served, JsonNode answer)
    {
        var (project, path) = ((string)answer["project"]!, (string)answer["path"]!);
        using var response = await served.Http.GetAsync(served.Url, project, path);

        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).Should().Be((int)answer["status"]!, path);
        if (response.Content.Headers.ContentType?.ToString() is var type && type != (string)answer["content_type"]!)
            type.Should().Be((string)answer["content_type"]!, path);
        else if (answer["body"] is JsonValue text)
            CrashText.WithoutId(body).Should().Be(CrashText.WithoutId((string)text!), path);
        else
            CanonicalJson.Of(Comparable(JsonNode.Parse(body))).Should().Be(CanonicalJson.Of(Comparable(answer["body"])), path);
    }

    // Nothing says in which order a user's providers are.
    private static JsonNode? Comparable(JsonNode? body)
    {
        foreach (var user in (body?["items"] is JsonArray items ? items : (IEnumerable<JsonNode?>)[body]).OfType<JsonObject>())
        {
            if (user["oauth_providers"] is JsonArray providers)
            {
                user["oauth_providers"] = new JsonArray(
                    [.. providers.Select(CanonicalJson.Of).Order(StringComparer.Ordinal).Select(text => JsonNode.Parse(text))]);
            }
        }

        return body;
    }
}
