using System.Net;
using System.Net.Http.Headers;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Polly;

namespace IntegrityTests.Deployment.Stripe;

/// <summary>
/// Stripe's API, asked as the platform for a project's connected account. The key is in the header of a request and nowhere else. What is
/// refused for load or fails on Stripe's side is asked again, and then <see cref="NotVerifiedException"/>.
/// </summary>
public sealed class StripeApi : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly StripeSettings _settings;
    private readonly RequestPacing _pacing;
    private readonly ResiliencePipeline<ApiResponse> _retries;

    /// <summary>Creates the client; nothing is sent yet.</summary>
    public StripeApi(StripeSettings settings)
    {
        _settings = settings;
        _pacing = new RequestPacing(settings.Concurrency, maxRequestsPerSecond: null);
        _retries = Retries.Create(settings.RetryDelay, IsPassing);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = settings.Concurrency,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        });
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
            response = await _retries.ExecuteAsync(
                static async (state, token) => await state.Self.AttemptAsync(state.Project, state.Endpoint, state.Row, token),
                (Self: this, Project: project, Endpoint: endpoint, Row: row),
                cancel);
        }
        catch (Exception exception) when (Retries.IsPassing(exception))
        {
            throw new NotVerifiedException($"Stripe gave no answer, also when asked again: {TransportFailure.Explain(exception)}.");
        }

        if (response.Status == HttpStatusCode.Unauthorized)
            throw new NotVerifiedException("Stripe refuses the key (401). Expected in INTEGRITY_STRIPE_KEY: a secret key of the platform's account.");
        return IsPassing(response.Status)
            ? throw new NotVerifiedException($"Stripe could not answer, also when asked again: {(int)response.Status}.")
            : response;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _pacing.DisposeAsync();
    }

    private static bool IsPassing(HttpStatusCode status) => status == HttpStatusCode.TooManyRequests || (int)status >= 500;

    private async Task<ApiResponse> AttemptAsync(Project project, string endpoint, CheckRow row, CancellationToken cancel)
    {
        using var place = await _pacing.EnterAsync(cancel);
        row.CountCall();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_settings.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_settings.BaseUrl.AbsoluteUri.TrimEnd('/') + endpoint));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _settings.Key);
            request.Headers.TryAddWithoutValidation("Stripe-Account", project.Row.StripeAccountId);
            using var response = await _http.SendAsync(request, deadline.Token);
            var (body, problem) = await BodyReader.ReadAsync(response.Content, deadline.Token);
            return new ApiResponse
            {
                Project = project,
                Subject = $"project:{project.Id}",
                Endpoint = endpoint,
                Row = row,
                Status = response.StatusCode,
                RetryAfter = Retries.RetryAfter(response.Headers.RetryAfter),
                Body = body,
                BodyProblem = problem,
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"no complete answer within {_settings.Timeout.TotalSeconds:0.###} s");
        }
    }
}
