using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Polly.Timeout;

namespace IntegrityTests.Deployment.Api;

/// <summary>The way of a question to a server and of its answer back, within the rules of a <see cref="CallPolicy"/>.</summary>
/// <param name="handler">The connections; disposed with the pipeline.</param>
/// <param name="baseUrl">What comes before each question's path.</param>
/// <param name="options">The rules.</param>
/// <param name="sign">Adds the headers that say who asks about which project.</param>
internal sealed class HttpPipeline(
    HttpMessageHandler handler, Uri baseUrl, CallPolicyOptions options, Action<HttpRequestHeaders, Project> sign) : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(handler);
    private readonly CallPolicy _policy = new(options);
    private readonly string _prefix = baseUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>Asks, and asks again where a failure says nothing about the data.</summary>
    /// <returns>The answer; where the server refused each attempt for load, the last refusal.</returns>
    /// <exception cref="NoAnswerException">No attempt got an answer.</exception>
    public async Task<ApiResponse> AskAsync(Question question, CancellationToken cancel)
    {
        try
        {
            return await _policy.CallAsync(
                static (state, token) => state.Self.AttemptAsync(state.Question, token), (Self: this, Question: question), cancel);
        }
        catch (Exception exception) when (CallPolicy.IsPassing(exception))
        {
            throw new NoAnswerException(Explain(exception));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _policy.DisposeAsync();
    }

    private async ValueTask<ApiResponse> AttemptAsync(Question question, CancellationToken cancel)
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

        using var response = await _http.SendAsync(request, cancel);
        var (body, problem, flaw) = await BodyReader.ReadAsync(response.Content, cancel);
        return new ApiResponse
        {
            Project = question.Project,
            Subject = question.Subject,
            Endpoint = question.Endpoint,
            Row = question.Row,
            Status = response.StatusCode,
            KnownError = response.Headers.TryGetValues("x-stack-known-error", out var values) ? values.First() : null,
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
            Body = body,
            BodyProblem = problem,
            BodyFlaw = flaw,
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - options.Clock.GetUtcNow() : null);

    private static string Explain(Exception exception)
    {
        // First: its cause is the read that it ended.
        if (exception is TimeoutRejectedException late) return $"no complete answer within {late.Timeout.TotalSeconds:0.###} s";
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is SocketException socket) return socket.Message.TrimEnd('.');
            if (current is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }) return "the answer was cut off";
        }

        return exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http
            ? $"{http.HttpRequestError}: {http.Message}".TrimEnd('.')
            : exception.Message.TrimEnd('.');
    }
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
