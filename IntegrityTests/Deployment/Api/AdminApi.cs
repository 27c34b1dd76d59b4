using System.Net;
using System.Net.Http.Headers;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Api;

/// <summary>
/// The other witness: the admin HTTP API. Every call has a deadline over headers and body, waits for its place in the run's pacing, and
/// is repeated when its failure says nothing about the data; what fails for good is <see cref="NotVerifiedException"/>.
/// </summary>
public sealed class AdminApi : IAsyncDisposable
{
    private readonly AdminApiSettings _settings;
    private readonly ServerHealth _health;
    private readonly HttpPipeline _pipeline;

    /// <summary>Creates the client; nothing is sent yet.</summary>
    /// <param name="settings">Where the API is and how to ask.</param>
    /// <param name="stop">Called, at most once per reason, when asking further is pointless: a dead server, a refused key.</param>
    public AdminApi(AdminApiSettings settings, Action<string> stop)
    {
        _settings = settings;
        _health = new ServerHealth(settings.BaseUrl, stop);
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = settings.Concurrency,
            // The server closes idle connections after 5 s (docs/platform.md, Headers of every call).
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3.5),
        };
        var policy = new CallPolicyOptions
        {
            Timeout = settings.Timeout,
            RetryDelay = settings.RetryDelay,
            Concurrency = settings.Concurrency,
            FindsConcurrency = settings.FindsConcurrency,
            GoOn = settings.GoOn,
            Rate = CallPolicy.Rate(settings.MaxRequestsPerSecond),
            IsPassing = IsPassing,
            Clock = settings.Clock,
        };
        _pipeline = new HttpPipeline(handler, settings.BaseUrl, policy, Sign) { QuotesBodies = settings.QuotesBodies };
    }

    /// <summary>How many requests are in flight and why not more; null where that does not change.</summary>
    public string? Pace => _pipeline.Pace;

    /// <summary>Gets every answer that belongs to the row that asked for it.</summary>
    public Action<CheckRow, ApiResponse> Answered { get; init; } = static (_, _) => { };

    /// <summary>Asks about a project for a row.</summary>
    public ProjectApi For(CheckRow row, Project project) => new(this, project, row);

    /// <summary>Asks for a path of a project.</summary>
    /// <param name="project">The project, sent as <c>x-stack-project-id</c>.</param>
    /// <param name="subject">Whom or what it is about, for findings.</param>
    /// <param name="endpoint">Path and query, from <see cref="Endpoints"/>.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <param name="row">The row that the answer belongs to; null where there is none, such as for an answer that several rows use.</param>
    /// <exception cref="NotVerifiedException">No answer could be had, also after asking again.</exception>
    public async Task<ApiResponse> GetAsync(
        Project project, string subject, string endpoint, CancellationToken cancel, CheckRow? row = null)
    {
        var question = new Question(project, subject, endpoint, row);
        var response = await AskAsync(question, cancel);
        if (IsWorthAnother(response))
        {
            await Task.Delay(_settings.RetryDelay, _settings.Clock, cancel);
            var second = await AskAsync(question, cancel);
            response = second.Status == response.Status && !second.IsOk ? second : second with { First = response };
        }

        if (row is null) return response;
        response.ReportFlaky();
        response.ReportFlaw();
        Answered(row, response);
        return response;
    }

    /// <summary>
    /// Asks the servers what they say about a client that is newer than any: their own version. The call has neither key nor project and
    /// changes nothing. Whatever it answers says nothing about the server's health.
    /// </summary>
    /// <param name="project">Stands in the answer; it is not sent.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The answer; null where there was none.</returns>
    public async Task<ApiResponse?> CheckVersionAsync(Project project, CancellationToken cancel)
    {
        var question = new Question(project, "platform", ApiEndpoint.CheckVersion.Template, null)
        {
            Posted = """{"clientVersion":"999.0.0"}""",
        };
        try
        {
            return await _pipeline.AskAsync(question, cancel);
        }
        catch (Exception failure) when (failure is NoAnswerException or NotVerifiedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();

    private async Task<ApiResponse> AskAsync(Question question, CancellationToken cancel)
    {
        ApiResponse response;
        try
        {
            response = await _pipeline.AskAsync(question, cancel);
        }
        catch (NoAnswerException exception)
        {
            _health.GaveUp(exception.Message);
            throw new NotVerifiedException($"{question.Endpoint} got no answer, also when asked again: {exception.Message}.");
        }

        if (IsPassing(response.Status))
        {
            _health.GaveUp($"it answers {(int)response.Status}");
            throw new NotVerifiedException(
                $"{question.Endpoint} was refused, also when asked again: the server answers {response.Summary}.");
        }

        _health.Answered(response);
        return response;
    }

    private void Sign(HttpRequestHeaders headers, Project project)
    {
        headers.TryAddWithoutValidation("x-stack-project-id", project.Id);
        headers.TryAddWithoutValidation("x-stack-access-type", "admin");
        headers.TryAddWithoutValidation("x-stack-development-override-key", _settings.AdminKey);
        headers.TryAddWithoutValidation("x-stack-disable-artificial-development-delay", "yes");
        headers.TryAddWithoutValidation("x-stack-development-disable-extended-logging", "yes");
    }

    // What the platform says with a code it will say again.
    private static bool IsWorthAnother(ApiResponse response) =>
        !response.IsOk && (response.Status == HttpStatusCode.InternalServerError || !response.IsRefusal);

    // A 500 is not among them: it is asked for once more, and is then the answer. 520 to 530 are Cloudflare's words for 502 and 504.
    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout or (>= (HttpStatusCode)520
        and <= (HttpStatusCode)530);
}
