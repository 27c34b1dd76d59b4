using System.Net;
using System.Net.Http.Headers;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Stripe;

/// <summary>
/// Stripe's API, asked as the platform for a project's connected account. The key is in the header of a request and nowhere else. What is
/// refused for load or fails on Stripe's side is asked again, and then <see cref="NotVerifiedException"/>.
/// </summary>
public sealed class StripeApi : IAsyncDisposable
{
    private readonly StripeSettings _settings;
    private readonly HttpPipeline _pipeline;

    /// <summary>Creates the client; nothing is sent yet.</summary>
    public StripeApi(StripeSettings settings)
    {
        _settings = settings;
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = settings.Concurrency,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        var policy = new CallPolicyOptions
        {
            Timeout = settings.Timeout,
            RetryDelay = settings.RetryDelay,
            Concurrency = settings.Concurrency,
            IsPassing = IsPassing,
            Clock = settings.Clock,
        };
        _pipeline = new HttpPipeline(handler, settings.BaseUrl, policy, Sign) { QuotesBodies = settings.QuotesBodies };
    }

    /// <summary>Asks for a path on behalf of a project's account.</summary>
    /// <param name="project">The project, which has an account.</param>
    /// <param name="endpoint">Path and query.</param>
    /// <param name="row">The row that asks.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NotVerifiedException">No answer could be had, also after asking again, or Stripe refuses the key.</exception>
    public async Task<ApiResponse> GetAsync(Project project, string endpoint, CheckRow row, CancellationToken cancel)
    {
        ApiResponse response;
        try
        {
            response = await _pipeline.AskAsync(new Question(project, $"project:{project.Id}", endpoint, row), cancel);
        }
        catch (NoAnswerException exception)
        {
            throw new NotVerifiedException($"Stripe gave no answer, also when asked again: {exception.Message}.");
        }

        if (response.Status == HttpStatusCode.Unauthorized)
            throw new NotVerifiedException(
                "Stripe refuses the key (401). Expected in INTEGRITY_STRIPE_KEY: a secret key of the platform's account.");
        return IsPassing(response.Status)
            ? throw new NotVerifiedException($"Stripe could not answer, also when asked again: {(int)response.Status}.")
            : response;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();

    private static bool IsPassing(HttpStatusCode status) => status == HttpStatusCode.TooManyRequests || (int)status >= 500;

    private void Sign(HttpRequestHeaders headers, Project project)
    {
        headers.Authorization = new AuthenticationHeaderValue("Bearer", _settings.Key);
        headers.TryAddWithoutValidation("Stripe-Account", project.Row.StripeAccountId);
    }
}
