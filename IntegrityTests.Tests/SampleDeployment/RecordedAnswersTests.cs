using System.Text.Json.Nodes;
using FluentAssertions;
using FluentAssertions.Execution;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>Over the rows of a real backend, the stand-in answers as that backend did.</summary>
public sealed class RecordedAnswersTests(RecordedRowsFixture recorded) : IClassFixture<RecordedRowsFixture>
{
    [Fact]
    public async Task Every_recorded_answer_is_given_again()
    {
        var answers = File.ReadLines(Path.Combine(Recording.Reference.Folder, "answers.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToList();

        answers.Should().HaveCountGreaterThan(800);
        using var all = new AssertionScope();
        foreach (var answer in answers)
            await CompareAsync(answer);
    }

    private async Task CompareAsync(JsonNode answer)
    {
        var path = Text(answer, "path");
        using var response = await recorded.Http.GetAsync(recorded.Url, Text(answer, "project"), path);

        var because = $"{path} of {Text(answer, "project")} was so";
        ((int)response.StatusCode).Should().Be(answer["status"]!.GetValue<int>(), because);
        response.Content.Headers.ContentType!.ToString().Should().Be(Text(answer, "content_type"), because);
        var body = await response.Content.ReadAsStringAsync();
        if (answer["body"] is JsonValue text)
            CrashText.WithoutId(body).Should().Be(CrashText.WithoutId(text.GetValue<string>()), because);
        else
            CanonicalJson.Of(Comparable(JsonNode.Parse(body))).Should().Be(CanonicalJson.Of(Comparable(answer["body"])), because);
    }

    // The config is a string with JSON in it. The sources of the platform's mails are its own, and no fact about a deployment.
    private static JsonNode? Comparable(JsonNode? body)
    {
        if (body?["config_string"] is not { } text)
            return body;

        var config = JsonNode.Parse(text.GetValue<string>())!;
        foreach (var kind in new[] { "themes", "templates" })
        {
            foreach (var (_, mail) in config["emails"]![kind]!.AsObject())
                mail!.AsObject().Remove("tsxSource");
        }
        return config;
    }

    private static string Text(JsonNode answer, string name) => answer[name]!.GetValue<string>();
}
