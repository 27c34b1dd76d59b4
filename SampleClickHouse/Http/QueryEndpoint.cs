using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using SampleClickHouse.Engine;

namespace SampleClickHouse.Http;

/// <summary>Answers queries. Each has a connection of its own, so that settings of one never reach another; a few run at once.</summary>
internal sealed class QueryEndpoint(string folder, Users users) : IDisposable
{
    private const int AtOnce = 8;
    private static readonly Dictionary<string, string> NoParameters = [];
    private readonly SemaphoreSlim _room = new(AtOnce);

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var user = users.Of(context.Request);
            var query = await QueryRequest.ReadAsync(context.Request, context.RequestAborted);
            await _room.WaitAsync(context.RequestAborted);
            try
            {
                await RunAsync(context, user, query);
            }
            finally
            {
                _room.Release();
            }
        }
        catch (EngineException error)
        {
            await RefuseAsync(context, new(error.Message));
        }
        catch (ServerException error)
        {
            await RefuseAsync(context, error);
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task RunAsync(HttpContext context, User user, QueryRequest query)
    {
        var header = Pieces.HeaderOf(query.Sql, query.Format);
        using var session = await Task.Run(() => Prepare(context.Request.Method, user, query));
        var analysis = session.Analyze(query.Sql);
        if (analysis.Statements > 1)
            throw new ServerException(62, "Syntax error (Multi-statements are not allowed)", "SYNTAX_ERROR");

        if (header is null || query.WaitsForEnd || !analysis.OnlyReads)
        {
            await WholeAsync();
            return;
        }

        using var pieces = session.Read(query.Sql, query.Format, query.Parameters).GetEnumerator();
        bool isThere;
        try
        {
            isThere = await Task.Run(pieces.MoveNext);
        }
        catch (EngineException error) when (error.Message.Contains("Streaming query is not supported", StringComparison.Ordinal))
        {
            await WholeAsync();
            return;
        }

        Begin(context, query);
        for (var skipped = 0; isThere; isThere = await Task.Run(pieces.MoveNext))
        {
            await context.Response.Body.WriteAsync(pieces.Current.AsMemory(skipped), context.RequestAborted);
            skipped = header(pieces.Current);
        }

        async Task WholeAsync()
        {
            var output = await Task.Run(() => session.Run(query.Sql, query.Format, query.Parameters));
            Begin(context, query);
            await context.Response.Body.WriteAsync(output, context.RequestAborted);
        }
    }

    // A reader may read and nothing else, and change no setting. The engine itself says so, in a server's words.
    private Session Prepare(string method, User user, QueryRequest query)
    {
        var session = Session.Open(folder);
        try
        {
            Run($"USE {Quoted(query.Database, '`')}");
            if (user.OnlyReads) Run("SET readonly = 1");
            else if (HttpMethods.IsGet(method)) Run("SET readonly = 2");
            if (query.Settings.Count > 0)
                Run("SET " + string.Join(", ", query.Settings.Select(setting => $"{setting.Key} = {Quoted(setting.Value, '\'')}")));
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }

        void Run(string sql) => session.Run(Encoding.UTF8.GetBytes(sql), query.Format, NoParameters);
    }

    private static void Begin(HttpContext context, QueryRequest query)
    {
        context.Response.Headers["X-ClickHouse-Format"] = query.Format;
        context.Response.Headers["X-ClickHouse-Timezone"] = "UTC";
        context.Response.Headers["X-ClickHouse-Query-Id"] = context.Request.Query["query_id"].LastOrDefault() ?? $"{Guid.NewGuid()}";
        context.Response.ContentType = "application/octet-stream";
    }

    // An answer that has begun cannot change its status: a server says in it what is wrong, and breaks it off.
    private static async Task RefuseAsync(HttpContext context, ServerException error)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = error.Status;
            context.Response.ContentType = "text/plain; charset=UTF-8";
            context.Response.Headers["X-ClickHouse-Exception-Code"] = error.Code.ToString(CultureInfo.InvariantCulture);
        }

        await context.Response.WriteAsync($"{error.Message}\n", context.RequestAborted);
        if (context.Response.StatusCode != StatusCodes.Status200OK) return;
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static string Quoted(string text, char quote) =>
        quote + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace($"{quote}", $"\\{quote}", StringComparison.Ordinal) + quote;
}
