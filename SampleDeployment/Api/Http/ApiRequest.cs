using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SampleDeployment.Api.Projects;

namespace SampleDeployment.Api.Http;

/// <summary>An admitted request: its project, and its parameters, validated as the platform validates them.</summary>
internal sealed class ApiRequest(HttpContext context, ProjectContext project, TimeProvider clock)
{
    public ProjectContext Project => project;

    public CancellationToken Cancel => context.RequestAborted;

    /// <summary>The moment that balances are for, in milliseconds since 1970.</summary>
    public long Now { get; } = clock.GetUtcNow().ToUnixTimeMilliseconds();

    private string Path => context.Request.Path;

    public string? Query(string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A part of the path by its place; the framework's own path mixes up <c>/</c> and <c>%2F</c>.</summary>
    public string Segment(int index) =>
        Uri.UnescapeDataString(
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].Trim('/').Split('/')[index]);

    public ApiError SchemaError(string problem) => ApiError.Schema(Path, problem);

    public bool Flag(string name) => context.Request.Query[name] == "true";

    public Guid? QueryId(string name) =>
        context.Request.Query.TryGetValue(name, out var value) ? Id(value, "query." + name) : null;

    public Guid PathId(string name, string parameter) => Id((string?)context.Request.RouteValues[name], "params." + parameter);

    /// <summary>There is no upper limit; null is everything.</summary>
    public long? Limit()
    {
        if (!context.Request.Query.TryGetValue("limit", out var text)) return null;

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) || double.IsNaN(limit))
        {
            var given = JsonSerializer.Serialize(text.ToString());
            throw ApiError.Schema(
                Path, $"query.limit must be a `number` type, but the final value was: `NaN` (cast from the value `{given}`).");
        }

        if (limit != Math.Floor(limit))
            throw ApiError.Schema(Path, "query.limit must be an integer");
        if (limit < 1)
            throw ApiError.Schema(Path, "query.limit must be greater than or equal to 1");
        return (long)Math.Min(limit, int.MaxValue);
    }

    private Guid Id(string? text, string name) => Guid.TryParseExact(text, "D", out var id)
        ? id
        : throw ApiError.Schema(Path, $"{name} must be a valid UUID");
}
