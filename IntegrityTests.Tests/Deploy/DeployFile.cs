using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Tests.Docs;
using YamlDotNet.Serialization;

namespace IntegrityTests.Tests.Deploy;

/// <summary>A file of <c>deploy/</c>.</summary>
internal static class DeployFile
{
    public const string Job = "deploy/kubernetes/job.yaml";
    public const string CronJob = "deploy/kubernetes/cronjob.yaml";
    public const string Volume = "deploy/kubernetes/volume.yaml";
    public const string GitHub = "deploy/github-actions.yml";
    public const string GitLab = "deploy/gitlab-ci.yml";
    public const string Azure = "deploy/azure-pipelines.yml";

    public static IReadOnlyList<string> Yaml { get; } = [Job, CronJob, Volume, GitHub, GitLab, Azure];

    /// <summary>The file as JSON, for a schema.</summary>
    public static JsonNode Json(string path) => JsonOf(path, Repository.Read(path));

    /// <summary>YAML as JSON. For Azure, numbers are texts as all else.</summary>
    /// <param name="path">The file that it is a form of.</param>
    /// <param name="yaml">The YAML.</param>
    public static JsonNode JsonOf(string path, string yaml)
    {
        var reader = new DeserializerBuilder();
        if (path != Azure) reader = reader.WithAttemptingUnquotedStringTypeDeserialization();
        return Node(reader.Build().Deserialize<object>(yaml))!;
    }

    /// <summary>Every pair of a name and a text in a file, however deep.</summary>
    public static IEnumerable<(string Name, string Value)> Settings(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Settings(member.Value).Concat(
                member.Value is JsonValue value ? [(member.Key, value.ToString())] : Array.Empty<(string, string)>()))
            .Concat(members["name"] is { } name && members["value"] is { } given ? [(name.ToString(), given.ToString())] : []),
        JsonArray items => items.SelectMany(Settings),
        _ => [],
    };

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        IDictionary<object, object?> members =>
            new JsonObject(members.Select(member => KeyValuePair.Create($"{member.Key}", Node(member.Value)))),
        IList<object?> items => new JsonArray([.. items.Select(Node)]),
        _ => JsonSerializer.SerializeToNode(value),
    };
}
