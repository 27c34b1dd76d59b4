namespace IntegrityTests.Tests.SampleDeployment;

internal static class AdminCalls
{
    public const string Key = "a key for tests";

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
