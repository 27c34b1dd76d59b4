using Microsoft.AspNetCore.Http;
using SampleDeployment.Api;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Projects;

namespace SampleDeployment.Faults;

/// <summary>Something that happens between the rows and the caller: an answer goes wrong, or rows change around it.</summary>
/// <param name="call">What is asked for.</param>
/// <param name="next">Makes the answer as it is without this fault. A fault calls it once.</param>
/// <returns>The answer to send.</returns>
internal delegate Task<Answer> Fault(FaultCall call, Func<Task<Answer>> next);

/// <summary>A request, as faults look at it.</summary>
internal sealed class FaultCall(HttpContext context, ProjectContexts projects)
{
    public HttpContext Context => context;

    /// <summary>The path without the query, as it was sent apart from its escapes.</summary>
    public string Path => context.Request.Path.Value ?? "";

    /// <summary>The path with the query.</summary>
    public string Url => $"{Path}{context.Request.QueryString}";

    /// <summary>Whose data is asked for: a project's id, or a Stripe account.</summary>
    public string Owner => $"{context.Request.Headers[Routes.ProjectHeader]}{context.Request.Headers[Routes.StripeAccountHeader]}";

    /// <summary>The version of the platform that is served.</summary>
    public Platform Platform => projects.Platform;

    public bool IsApi => context.Request.Path.StartsWithSegments("/api");

    public bool IsUserList => Path == Routes.Users;

    public bool IsTransactions => Path == Routes.Transactions;

    public bool IsStripe => Path == Routes.StripeBalance;

    /// <summary>Whether a list is asked for from its beginning.</summary>
    public bool IsFirstPage => Query("cursor") is null && Query("starting_after") is null;

    /// <summary>A parameter of the query; null if it is not there.</summary>
    public string? Query(string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The project that is asked about, as it is now; null if it does not exist.</summary>
    public async Task<ProjectContext?> ProjectAsync()
    {
        try
        {
            // Rows are changed whether the caller waits for the answer or not.
            return IsStripe
                ? await projects.FindByStripeAccountAsync(Owner, CancellationToken.None)
                : await projects.FindAsync(Owner, ProjectContext.MainBranch, CancellationToken.None);
        }
        catch (ApiError)
        {
            return null;
        }
    }
}
