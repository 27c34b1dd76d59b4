using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Benchmarks.Reporting;
using Benchmarks.Targets;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Redaction;
using IntegrityTests.Snapshots.Files;

namespace Benchmarks.Parts;

/// <summary>The steps of a verified call, each alone in this process: its CPU, and what it allocates.</summary>
internal sealed class Costs : IPart
{
    private const int InFlight = 16;

    // So few that the processor's caches hold what is made of them, as they do in a run, where it is used as soon as it is made.
    private const int Different = 100;

    public string Name => "costs";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(projects: 1, line.Users, latency: 0, cancel);
        await using var stored = await StoredUsers.OpenAsync(target, cancel);
        var settings = new AdminApiSettings(stored.Options.ApiUrl!, stored.Options.AdminKey!, stored.Options.Timeout, InFlight, null);
        await using var api = new AdminApi(settings, _ => { });
        var configs = new ProjectConfigs(api);
        using var bare = new BareLoop(stored);

        var users = await stored.ReadAsync(cancel);
        var paths = users.ConvertAll(user => Endpoints.User(user.Id));
        var bodies = await bare.BodiesAsync(paths.Take(Different), cancel);
        var views = new UserView(stored.Database.Schema, (await configs.OfAsync(stored.Project, cancel)).Config);
        var expected = users.Take(Different).Select(views.Of).ToList();
        var actual = bodies.ConvertAll(body => JsonElement.Parse(body));
        var answers = actual.ConvertAll(body => Answer(stored.Project, body));

        await StepAsync("a bare `HttpClient` loop", () => bare.RunAsync(paths, cancel));
        await StepAsync("`AdminApi.GetAsync`, of which:", () => AskAsync(api, stored.Project, users, cancel));
        await StepAsync("- pacing, deadline and retries", () => PassAsync(answers[0], users.Count, cancel));
        await StepAsync("- reading and parsing the body", () => EachAsync(users.Count, i => ParseAsync(bodies[i], cancel)));
        await StepAsync("reading the user's rows", () => stored.PassAsync(cancel));
        await StepAsync("`UserView.Of`", () => Each(users.Count, i => views.Of(users[i])));
        await StepAsync("`View.Compare`", () => Each(users.Count, i => expected[i].Compare(actual[i], "$", new List<Difference>())));

        var lines = LineWriter(stored);
        await StepAsync("a snapshot's line", () => Each(users.Count, i => lines.Answer("", answers[i], answers[i].Endpoint, null, [])));

        async Task StepAsync(string name, Func<Task> step)
        {
            var cost = await CostOf.StepAsync(step, users.Count, line.Rounds);
            report.Cost(
                name,
                string.Create(CultureInfo.InvariantCulture, $"{cost.Microseconds:0.0} µs"),
                string.Create(CultureInfo.InvariantCulture, $"{cost.Bytes / 1024:0.0} KB"));
        }
    }

    private static LineWriter LineWriter(StoredUsers stored)
    {
        return new LineWriter(new SecretHashes(null), stored.Options.CreateSecrets().Redact, new IgnoredPlaces([]), digests: false);
    }

    private static ApiResponse Answer(Project project, JsonElement body) => new()
    {
        Project = project,
        Subject = "user",
        Endpoint = Endpoints.User(Guid.Empty),
        Status = HttpStatusCode.OK,
        Body = body,
    };

    private static Task AskAsync(AdminApi api, Project project, List<StoredUser> users, CancellationToken cancel) => Parallel.ForEachAsync(
        users,
        new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancel },
        async (user, token) => await api.GetAsync(project, "user", Endpoints.User(user.Id), token));

    private static async Task PassAsync(ApiResponse answer, int calls, CancellationToken cancel)
    {
        await using var policy = new CallPolicy(new CallPolicyOptions
        {
            Timeout = TimeSpan.FromSeconds(30),
            RetryDelay = TimeSpan.FromSeconds(1),
            Concurrency = InFlight,
            IsPassing = static _ => false,
            Clock = TimeProvider.System,
        });
        for (var i = 0; i < calls; i++) await policy.CallAsync(static (same, _) => ValueTask.FromResult(same), answer, cancel);
    }

    private static async Task ParseAsync(byte[] body, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        await BodyReader.ReadAsync(content, quotes: false, cancel);
    }

    private static async Task EachAsync(int times, Func<int, Task> act)
    {
        for (var i = 0; i < times; i++) await act(i % Different);
    }

    private static Task Each(int times, Action<int> act)
    {
        for (var i = 0; i < times; i++) act(i % Different);
        return Task.CompletedTask;
    }
}

/// <summary>What one call of a step costs this process, which must not do anything else meanwhile.</summary>
internal sealed record CostOf(double Microseconds, double Bytes)
{
    // Long enough for the measured code to reach its final compiled form: the runtime compiles in the background.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<CostOf> StepAsync(Func<Task> step, int calls, int rounds)
    {
        var costs = new List<CostOf>();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUp;) await step();
        for (var round = 0; round < rounds; round++)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            await step();
            costs.Add(new CostOf(
                (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / calls,
                (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / calls));
        }

        return new CostOf(costs.Select(cost => cost.Microseconds).Median(), costs.Select(cost => cost.Bytes).Median());
    }
}
