using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SampleClickHouse.Http;

/// <summary>ClickHouse's HTTP interface on loopback: <c>GET /ping</c>, and queries at <c>/</c>.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpServer(WebApplication app) => _app = app;

    /// <summary>The base URL, without a slash at the end.</summary>
    public string Url => _app.Urls.Single();

    /// <param name="port">Port on 127.0.0.1; 0 is any free one.</param>
    /// <param name="queries">Answers the queries.</param>
    /// <param name="cancel">Cancels the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<HttpServer> StartAsync(int port, QueryEndpoint queries, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Run(context => context.Request.Path.Value switch
        {
            "/ping" => context.Response.WriteAsync("Ok.\n", context.RequestAborted),
            "/" => queries.AnswerAsync(context),
            _ => NotFoundAsync(context),
        });
        var server = new HttpServer(app);
        try
        {
            await app.StartAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync($"There is no handle {context.Request.Path}. Use / or /ping.\n", context.RequestAborted);
    }
}
