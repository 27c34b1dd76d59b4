using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SampleDeployment.Api.Engine.Balances;
using SampleDeployment.Api.Engine.Owned;
using SampleDeployment.Api.Engine.Transactions;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Payments.Balances;
using SampleDeployment.Api.Payments.Products;
using SampleDeployment.Api.Payments.Transactions;
using SampleDeployment.Api.Permissions;
using SampleDeployment.Api.Projects;
using SampleDeployment.Api.Stripe;
using SampleDeployment.Api.Teams;
using SampleDeployment.Api.Users;
using SampleDeployment.Api.Versions;
using SampleDeployment.Faults;

namespace SampleDeployment.Api;

/// <summary>The admin API over a deployment's database. Every answer is made of what the rows say at that moment.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private static readonly string[] AdminOnly = ["admin"];
    private static readonly string[] ServerOrAdmin = ["server", "admin"];

    private readonly WebApplication _app;
    private readonly Databases _databases;

    private ApiServer(WebApplication app, Databases databases)
    {
        _app = app;
        _databases = databases;
    }

    /// <summary>The base URL, without a slash at the end.</summary>
    public string Url => _app.Urls.Single();

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ApiServer> StartAsync(ApiSettings settings, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(5);
            kestrel.Listen(IPAddress.Loopback, settings.Port);
        });

        var app = builder.Build();
        var databases = new Databases(settings.Database);
        var projects = new ProjectContexts(databases, settings.Platform, settings.ProjectsStay);
        Map(app, settings.Platform, new(projects, settings), new(projects, settings.StripeKey));
        var server = new ApiServer(app, databases);
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

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _databases.DisposeAsync();
    }

    private static void Map(WebApplication app, Platform platform, Exchange exchange, BalanceEndpoint stripe)
    {
        app.MapGet("/health", context => context.Response.WriteAsync("ok", context.RequestAborted));

        Get(Routes.Api + "internal/projects/current", AdminOnly, ProjectEndpoints.CurrentAsync);
        Get(Routes.Api + "internal/config", AdminOnly, ProjectEndpoints.ConfigAsync);
        Get(Routes.Api + "project-permission-definitions", ServerOrAdmin, DefinitionEndpoints.OfProjectAsync);
        Get(Routes.Api + "team-permission-definitions", ServerOrAdmin, DefinitionEndpoints.OfTeamsAsync);
        Get(Routes.Users, ServerOrAdmin, UserEndpoints.ListAsync);
        Get(Routes.Users + "/{user}", ServerOrAdmin, UserEndpoints.OneAsync);
        Get(Routes.ProjectPermissions, ServerOrAdmin, GrantEndpoints.OfProjectAsync);
        Get(Routes.Teams, ServerOrAdmin, TeamEndpoints.ListAsync);
        Get(Routes.TeamPermissions, ServerOrAdmin, GrantEndpoints.OfTeamsAsync);

        const string item = Routes.Items + "/{type}/{customer}/{item}";
        const string products = Routes.Products + "/{type}/{customer}";
        if (platform.HasEngine)
        {
            Get(item, ServerOrAdmin, EngineItemEndpoint.GetAsync);
            Get(products, ServerOrAdmin, EngineProductsEndpoint.ListAsync);
            Get(Routes.Transactions, AdminOnly, EngineTransactionsEndpoint.ListAsync);
            app.MapGet(Routes.Api + "internal/component-versions", context => exchange.ServeAsync(context, VersionEndpoints.OfComponents));
        }
        else
        {
            Get(item, ServerOrAdmin, ItemEndpoint.GetAsync);
            Get(products, ServerOrAdmin, ProductsEndpoint.ListAsync);
            Get(Routes.Transactions, AdminOnly, TransactionsEndpoint.ListAsync);
        }

        var versions = new VersionEndpoints(platform.PackageVersion);
        app.MapPost(Routes.Api + "check-version", context => exchange.ServeAsync(context, versions.CheckAsync));

        app.MapGet(Routes.StripeBalance, context => exchange.ServeAsync(context, stripe.ListAsync));

        app.MapFallback("{*path}", context => exchange.ServeAsync(context, NotFound));

        void Get(string path, string[] access, Func<ApiRequest, Task<Answer>> endpoint) =>
            app.MapGet(path, context => exchange.ServeAsync(context, access, endpoint));
    }

    private static Task<Answer> NotFound(HttpContext context)
    {
        var request = context.Request;
        return Task.FromResult(Answer.Text(
            404,
            "404 — this page does not exist in Stack Auth's API.\n\nPlease see the API documentation at https://docs.stack-auth.com, "
            + "or visit the Stack Auth dashboard at https://app.stack-auth.com.\n\n"
            + $"URL: {request.Scheme}://{request.Host}{request.Path}{request.QueryString}"));
    }
}

/// <summary>How to serve a deployment's database.</summary>
internal sealed record ApiSettings
{
    /// <summary>Npgsql keywords of the deployment's database.</summary>
    public required string Database { get; init; }

    /// <summary>The version whose answers are given; the database must be of the same.</summary>
    public Platform Platform { get; init; } = Platform.Newest;

    /// <summary>The key that callers must send.</summary>
    public required string AdminKey { get; init; }

    /// <summary>The key that callers of Stripe's list must send; null refuses all.</summary>
    public string? StripeKey { get; init; }

    /// <summary>The port on 127.0.0.1; 0 is any free one.</summary>
    public int Port { get; init; }

    /// <summary>The time it is, for balances.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether projects and their configurations stay as they are while they are served, so that each is looked up once and not for every
    /// request. Default: they can change.
    /// </summary>
    public bool ProjectsStay { get; init; }

    /// <summary>Added to each answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What is to go wrong, in this order.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
