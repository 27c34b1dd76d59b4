using System.Net;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Polly;

namespace IntegrityTests.Deployment.Api;

/// <summary>
/// The other witness: the admin HTTP API. Every call has a deadline over headers and body, waits for its place in the run's pacing, and
/// is repeated when its failure says nothing about the data; what fails for good is <see cref="NotVerifiedException"/>.
/// </summary>
public sealed class AdminApi : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly AdminApiSettings _settings;
    private readonly RequestPacing _pacing;
    private readonly ServerHealth _health;
    private readonly ResiliencePipeline<ApiResponse> _retries;

    /// <summary>Creates the client; nothing is sent yet.</summary>
    /// <param name="settings">Where the API is and how to ask.</param>
    /// <param name="stop">Called, at most once a reason, when asking further is pointless: a dead server, a refused key.</param>
    public AdminApi(AdminApiSettings settings, Action<string> stop)
    {
        _settings = settings;
        _pacing = new RequestPacing(settings.Concurrency, settings.MaxRequestsPerSecond);
        _health = new ServerHealth(settings.BaseUrl, stop);
        _retries = Retries.Create(settings.RetryDelay, Retries.IsPassing);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = settings.Concurrency,
            // The server closes idle connections after 5 s (stack-auth/api.md, Headers of every call).
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3.5),
        });
    }

    /// <summary>Gets every answer that belongs to the row that asked for it.</summary>
    public Action<CheckRow, ApiResponse> Answered { get; init; } = static (_, _) => { };

    /// <summary>Asks about a project for a row.</summary>
    public ProjectApi For(CheckRow row, Project project) => new(this, project, row);

    /// <summary>Asks for a path of a project.</summary>
    /// <param name="project">The project, sent as <c>x-stack-project-id</c>.</param>
    /// <param name="subject">Whom or what it is about, for findings.</param>
    /// <param name="endpoint">Path and query, from <see cref="Endpoints"/>.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <param name="row">The row that the answer belongs to; null: none, such as an answer that several rows use.</param>
    /// <exception cref="NotVerifiedException">No answer could be had, also after asking again.</exception>
    public async Task<ApiResponse> GetAsync(Project project, string subject, string endpoint, CancellationToken cancel, CheckRow? row = null)
    {
        var question = new Question(project, subject, endpoint, row);
        var response = await AskAsync(question, cancel);
        if (response.Status == HttpStatusCode.InternalServerError)
        {
            await Task.Delay(_settings.RetryDelay, cancel);
            var second = await AskAsync(question, cancel);
            response = second.Status == HttpStatusCode.InternalServerError ? second : second with { FailedAtFirst = response.Summary };
        }

        if (row is null) return response;
        if (response.FailedAtFirst is not null) row.ReportFlaky(response);
        Answered(row, response);
        return response;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _pacing.DisposeAsync();
    }

    private async Task<ApiResponse> AskAsync(Question question, CancellationToken cancel)
    {
        ApiResponse response;
        try
        {
            response = await _retries.ExecuteAsync(
                static async (state, token) => await state.Self.AttemptAsync(state.Question, token), (Self: this, Question: question), cancel);
        }
        catch (Exception exception) when (Retries.IsPassing(exception))
        {
            _health.GaveUp(TransportFailure.Explain(exception));
            throw new NotVerifiedException($"{question.Endpoint} got no answer, also when asked again: {TransportFailure.Explain(exception)}.");
        }

        if (Retries.IsPassing(response.Status))
        {
            _health.GaveUp($"it answers {(int)response.Status}");
            throw new NotVerifiedException($"{question.Endpoint} was refused, also when asked again: the server answers {response.Summary}.");
        }

        _health.Answered(response);
        return response;
    }

    private async Task<ApiResponse> AttemptAsync(Question question, CancellationToken cancel)
    {
        using var place = await _pacing.EnterAsync(cancel);
        question.Row?.CountCall();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_settings.Timeout);
        try
        {
            using var request = Request(question);
            using var response = await _http.SendAsync(request, deadline.Token);
            return await AnswerAsync(question, response, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"no complete answer within {_settings.Timeout.TotalSeconds:0.###} s");
        }
    }

    private HttpRequestMessage Request(Question question)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_settings.BaseUrl.AbsoluteUri.TrimEnd('/') + question.Endpoint));
        var headers = request.Headers;
        headers.TryAddWithoutValidation("x-stack-project-id", question.Project.Id);
        headers.TryAddWithoutValidation("x-stack-access-type", "admin");
        headers.TryAddWithoutValidation("x-stack-development-override-key", _settings.AdminKey);
        headers.TryAddWithoutValidation("x-stack-disable-artificial-development-delay", "yes");
        headers.TryAddWithoutValidation("x-stack-development-disable-extended-logging", "yes");
        return request;
    }

    private static async Task<ApiResponse> AnswerAsync(Question question, HttpResponseMessage response, CancellationToken cancel)
    {
        var (body, problem) = await BodyReader.ReadAsync(response.Content, cancel);
        return new ApiResponse
        {
            Project = question.Project,
            Subject = question.Subject,
            Endpoint = question.Endpoint,
            Row = question.Row,
            Status = response.StatusCode,
            KnownError = response.Headers.TryGetValues("x-stack-known-error", out var values) ? values.First() : null,
            RetryAfter = Retries.RetryAfter(response.Headers.RetryAfter),
            Body = body,
            BodyProblem = problem,
        };
    }

    private sealed record Question(Project Project, string Subject, string Endpoint, CheckRow? Row);
}
