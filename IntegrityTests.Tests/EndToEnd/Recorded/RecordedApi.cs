using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Serves recorded answers over HTTP, on loopback.</summary>
internal sealed class RecordedApi : IAsyncDisposable
{
    public const string ProjectHeader = "x-stack-project-id";

    private readonly WebApplication _server;
    private readonly RecordedAnswers _answers;
    private readonly string _adminKey;
    private readonly ShuffledJson _json = new(seed: 20261122);

    private RecordedApi(WebApplication server, RecordedAnswers answers, string adminKey)
    {
        _server = server;
        _answers = answers;
        _adminKey = adminKey;
    }

    /// <summary>The URL before <c>/api/v1</c>.</summary>
    public string Url => _server.Urls.Single();

    /// <summary>What was asked, in the order in which it came.</summary>
    public ConcurrentQueue<(string Project, string Path)> Asked { get; } = new();

    /// <summary>What was asked although the recording has no answer.</summary>
    public ConcurrentQueue<(string Project, string Path)> Unknown { get; } = new();

    /// <summary>Sees each request first; true when it has answered. A way to misbehave on the wire.</summary>
    public Func<HttpContext, Task<bool>> Intercept { get; set; } = _ => Task.FromResult(false);

    public static async Task<RecordedApi> StartAsync(RecordedAnswers answers, string adminKey)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var api = new RecordedApi(server, answers, adminKey);
        server.Run(api.AnswerAsync);
        await server.StartAsync();
        return api;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var project = context.Request.Headers[ProjectHeader].ToString();
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Asked.Enqueue((project, path));
        if (await Intercept(context)) return;
        await SendAsync(context.Response, Choose(context.Request.Headers, project, path));
    }

    private Answer Choose(IHeaderDictionary headers, string project, string path)
    {
        if (path == Paths.CheckVersion) return _answers.Version;
        if (headers["x-stack-development-override-key"] != _adminKey || headers["x-stack-access-type"] != "admin") return Answer.WrongKey;
        if (!_answers.Has(project)) return Answer.ProjectNotFound(project);
        if (_answers.Find(project, path) is { } answer) return answer;
        Unknown.Enqueue((project, path));
        return Answer.NoRoute;
    }

    private async Task SendAsync(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.CacheControl = "no-store";
        if (answer.KnownError is { } error) response.Headers["x-stack-known-error"] = error;
        var isText = !answer.ContentType.StartsWith("application/json", StringComparison.Ordinal);
        var body = isText ? (string)answer.Body! : _json.Text(answer.Body);
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }
}

/// <summary>Writes JSON with the keys of every object in another order each time, as the backend does.</summary>
/// <param name="seed">Equal seeds give equal orders.</param>
internal sealed class ShuffledJson(int seed)
{
    private int _texts;

    public string Text(JsonNode? node) => Shuffled(node, new Random(seed + Interlocked.Increment(ref _texts)))?.ToJsonString() ?? "null";

    private static JsonNode? Shuffled(JsonNode? node, Random random)
    {
        switch (node)
        {
            case JsonObject members:
                var order = members.ToArray();
                random.Shuffle(order);
                return new JsonObject(order.Select(member => KeyValuePair.Create(member.Key, Shuffled(member.Value, random))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Shuffled(item, random))]);
            default:
                return node?.DeepClone();
        }
    }
}
