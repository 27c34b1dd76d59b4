using System.Net;
using System.Text.Json.Nodes;
using SampleDeployment.Api;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>An API to ask, for one test.</summary>
internal sealed class ServedDeployment(ApiServer api) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public HttpClient Http => _http;

    public string Url => api.Url;

    public Task<HttpResponseMessage> GetAsync(string project, string path) => _http.GetAsync(api.Url, project, "/api/v1/" + path);

    public async Task<HttpStatusCode> StatusAsync(string project, string path)
    {
        using var response = await GetAsync(project, path);
        return response.StatusCode;
    }

    public async Task<JsonObject> JsonAsync(string project, string path)
    {
        using var response = await GetAsync(project, path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>The ids of the items of a list.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(string project, string path) =>
        [.. (await JsonAsync(project, path))["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await api.DisposeAsync();
    }
}
