using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Api;

/// <summary>The way of a question to a server and of its answer back, within the rules of a <see cref="CallPolicy"/>.</summary>
/// <param name="handler">The connections; disposed with the pipeline.</param>
/// <param name="baseUrl">What comes before each question's path.</param>
/// <param name="options">The rules.</param>
/// <param name="sign">Adds the headers that say who asks about which project.</param>
internal sealed class HttpPipeline(
    SocketsHttpHandler handler, Uri baseUrl, CallPolicyOptions options, Action<HttpRequestHeaders, Project> sign) : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(handler);
    private readonly HttpMessageInvoker _fresh = new(WithoutPool(handler));
    private readonly CallPolicy _policy = new(options);
    private readonly string _prefix = baseUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>Whether answers that are not JSON may be quoted. Default: false.</summary>
    public bool QuotesBodies { get; init; }

    /// <summary>How many calls are made at once and why not more; null where that does not change.</summary>
    public string? Pace => _policy.Words;

    /// <summary>Asks, and asks again where a failure says nothing about the data.</summary>
    /// <returns>The answer; where the server refused each attempt for load, the last refusal.</returns>
    /// <exception cref="NoAnswerException">No attempt got an answer.</exception>
    /// <exception cref="NotVerifiedException">The answer is larger, or nested deeper, than the suite reads.</exception>
    public async Task<ApiResponse> AskAsync(Question question, CancellationToken cancel)
    {
        try
        {
            return await _policy.CallAsync(
                static (state, token) => state.Self.AttemptAsync(state.Question, state.Attempts, token),
                (Self: this, Question: question, Attempts: new StrongBox<int>()),
                cancel);
        }
        catch (Exception exception) when (CallPolicy.IsPassing(exception))
        {
            throw new NoAnswerException(CallFailure.Explain(exception));
        }
        catch (NotVerifiedException tooLarge)
        {
            throw new NotVerifiedException($"{question.Endpoint}: {tooLarge.Message}", tooLarge);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _fresh.Dispose();
        return _policy.DisposeAsync();
    }

    // What stands between may reset every connection that was used once: all that are kept would fail, one after the other.
    private static SocketsHttpHandler WithoutPool(SocketsHttpHandler handler) => new()
    {
        UseCookies = handler.UseCookies,
        UseProxy = handler.UseProxy,
        AllowAutoRedirect = handler.AllowAutoRedirect,
        MaxConnectionsPerServer = handler.MaxConnectionsPerServer,
        PooledConnectionLifetime = TimeSpan.Zero,
    };

    private async ValueTask<ApiResponse> AttemptAsync(Question question, StrongBox<int> attempts, CancellationToken cancel)
    {
        question.Row?.CountCall();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_prefix + question.Endpoint));
        if (question.Posted is { } posted)
        {
            request.Method = HttpMethod.Post;
            request.Content = new StringContent(posted, Encoding.UTF8, "application/json");
        }
        else
        {
            sign(request.Headers, question.Project);
        }

        using var response = await (attempts.Value++ == 0 ? _http : _fresh).SendAsync(request, cancel);
        var (body, problem, flaw) = await BodyReader.ReadAsync(response.Content, QuotesBodies, cancel);
        return new ApiResponse
        {
            Project = question.Project,
            Subject = question.Subject,
            Endpoint = question.Endpoint,
            Row = question.Row,
            Status = response.StatusCode,
            KnownError = Sender.KnownErrorOf(response.Headers),
            Target = Sender.TargetOf(response.StatusCode, response.Headers.Location),
            Proxy = Sender.NameOf(response.Headers),
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
            Body = body,
            BodyProblem = problem,
            BodyFlaw = flaw,
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - options.Clock.GetUtcNow() : null);
}

/// <summary>What is asked of a server.</summary>
/// <param name="Project">The project that it is about.</param>
/// <param name="Subject">Whom or what it is about, for findings.</param>
/// <param name="Endpoint">Path and query.</param>
/// <param name="Row">The row that asks, which counts the attempts; null where no row does.</param>
internal sealed record Question(Project Project, string Subject, string Endpoint, CheckRow? Row)
{
    /// <summary>The JSON of a public question that is posted, without key and project; null for one that is not.</summary>
    public string? Posted { get; init; }
}

/// <summary>There was no answer, also when asked again. The message says why in a few words, and holds nothing of the request.</summary>
internal sealed class NoAnswerException(string reason) : Exception(reason);
