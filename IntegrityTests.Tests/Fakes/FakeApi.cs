using System.Collections.Concurrent;
using IntegrityTests.Deployment.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrityTests.Tests.Fakes;

/// <summary>An admin API on loopback that answers as the test says.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    public const string Key = "k4n4ry-admin-key";
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly List<AdminApi> _clients = [];

    private FakeApi(WebApplication server) => _server = server;

    public Uri Url => new(_server.Urls.Single());

    /// <summary>Path and query of every request, in the order of arrival.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public static async Task<FakeApi> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new FakeApi(builder.Build());
        api._server.Run(context =>
        {
            api._asked.Enqueue(context.Request.Path + context.Request.QueryString);
            return answer(context);
        });
        await api._server.StartAsync();
        return api;
    }

    /// <summary>Starts one that gives the same answer to everything.</summary>
    public static Task<FakeApi> AnsweringAsync(string body, int status = 200, string type = "application/json") =>
        StartAsync(context => context.AnswerAsync(body, status, type));

    /// <summary>A client with pauses of a millisecond.</summary>
    public AdminApi Client(Action<string>? stop = null, TimeSpan? timeout = null, TimeSpan? retryDelay = null, int concurrency = 4)
    {
        var settings = new AdminApiSettings(Url, Key, timeout ?? TimeSpan.FromSeconds(30), concurrency, MaxRequestsPerSecond: null)
        {
            RetryDelay = retryDelay ?? TimeSpan.FromMilliseconds(1),
        };
        var client = new AdminApi(settings, stop ?? (_ => { }));
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        await _server.DisposeAsync();
    }
}
