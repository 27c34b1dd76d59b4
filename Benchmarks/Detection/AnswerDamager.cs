using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Benchmarks.Detection;

/// <summary>A proxy in front of the API that changes one value of one answer of a project, each time it is asked for.</summary>
internal sealed partial class AnswerDamager : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3) });
    private readonly ConcurrentDictionary<string, AnswerDamage> _damages = new(StringComparer.Ordinal);
    private readonly string _api;
    private readonly Task _serving;

    /// <param name="api">Base URL of the API.</param>
    public AnswerDamager(string api)
    {
        _api = api.TrimEnd('/');
        Url = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where the damaged API is.</summary>
    public string Url { get; }

    /// <summary>Damages a value of one of the project's answers; which one is known once the suite has asked for it.</summary>
    public PlantedDamage Plant(string project, Random random)
    {
        var damage = new AnswerDamage(random.Next());
        _damages[project] = damage;
        return new PlantedDamage(project, "", "", []);
    }

    /// <summary>The damages with the names of the answers that were changed, without those that were never asked for.</summary>
    public IEnumerable<PlantedDamage> Served(IEnumerable<PlantedDamage> planted)
    {
        foreach (var damage in planted)
            if (!_damages.TryGetValue(damage.Project, out var answer)) yield return damage;
            else if (answer.Field is { } field) yield return damage with { Field = field, What = "answered differently" };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        var answers = new ConcurrentDictionary<Task, bool>();
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                break;
            }

            var answer = Task.Run(() => AnswerAsync(context));
            answers[answer] = true;
            _ = answer.ContinueWith(done => answers.TryRemove(done, out _), TaskScheduler.Default);
        }

        await Task.WhenAll(answers.Keys);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _api + context.Request.RawUrl);
        foreach (var name in context.Request.Headers.AllKeys.OfType<string>()
            .Where(name => name.StartsWith("x-stack-", StringComparison.OrdinalIgnoreCase)))
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (response.IsSuccessStatusCode) body = Damaged(context.Request, body);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (response.Headers.TryGetValues("x-stack-known-error", out var errors))
            context.Response.Headers["x-stack-known-error"] = errors.First();
        try
        {
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            // The suite may have given up waiting.
            context.Response.Abort();
        }
    }

    private byte[] Damaged(HttpListenerRequest request, byte[] body) =>
        request.Headers["x-stack-project-id"] is { } project && _damages.TryGetValue(project, out var damage)
            && damage.Apply(request.RawUrl!, Name(request.RawUrl!), JsonNode.Parse(body)) is { } changed
            ? JsonSerializer.SerializeToUtf8Bytes(changed)
            : body;

    // The endpoint without ids: what the answer is called.
    private static string Name(string url) =>
        Id().Replace(url.Split('?')[0], "ID")
        + (url.Contains("_id=", StringComparison.Ordinal) ? "?" + url.Split('?')[1].Split('=')[0] : "");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=/custom/)[^/]+")]
    private static partial Regex Id();

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Changes one value of one answer, the same way each time it is asked for.</summary>
/// <param name="seed">Decides which value, and what becomes of it.</param>
internal sealed class AnswerDamage(int seed)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _passed = new(StringComparer.Ordinal);
    private string? _url;

    /// <summary>Endpoint and path of the value; null as long as the answer was not asked for.</summary>
    public string? Field { get; private set; }

    /// <summary>Changes the answer if it is the chosen one.</summary>
    /// <param name="url">What was asked for.</param>
    /// <param name="name">What the endpoint is called.</param>
    /// <param name="body">The answer.</param>
    /// <returns>The changed answer; null if it stays as it is.</returns>
    public JsonNode? Apply(string url, string name, JsonNode? body)
    {
        lock (_gate)
        {
            if (_url is null && !Chooses(url)) return null;
            if (_url is not null && _url != url) return null;
            var leaves = JsonLeaves.Of(body);
            var random = new Random(seed);
            if (leaves.Count == 0) return null;
            var leaf = leaves[random.Next(leaves.Count)];
            _url = url;
            Field ??= $"{name} {leaf.Field}";
            return leaf.Replace(body, random);
        }
    }

    // One of the first answers of the project that are asked for, whatever their order: a project has at least so many.
    private bool Chooses(string url) => _passed.Add(url) && _passed.Count > (int)((uint)seed % 25);
}
