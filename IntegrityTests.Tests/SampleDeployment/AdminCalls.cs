namespace IntegrityTests.Tests.SampleDeployment;

internal static class AdminCalls
{
    /// <summary>The one that the examples were recorded with.</summary>
    public const string Key = "this-super-secret-admin-key-is-for-local-development-only";

    /// <summary>Asks as an admin of the project.</summary>
    public static async Task<HttpResponseMessage> GetAsync(this HttpClient http, string url, string project, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url + path);
        request.Headers.Add("x-stack-project-id", project);
        request.Headers.Add("x-stack-access-type", "admin");
        request.Headers.Add("x-stack-development-override-key", Key);
        return await http.SendAsync(request);
    }
}
