using System.Net;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Generations;

/// <summary>
/// The generation of the servers, which no endpoint names: from the answer to a cursor that is none (source: docs/platform.md, Telling
/// the generations apart).
/// </summary>
/// <param name="Generation">The generation; null where the answers do not tell it.</param>
/// <param name="WhyUnknown">Why it is not known; null where it is.</param>
/// <param name="PackageVersion">The version of the servers' package, such as <c>2.8.86</c>; null where they do not say.</param>
public sealed record ServerGeneration(Generation? Generation, string? WhyUnknown, string? PackageVersion)
{
    private const int MaxAsked = 3;
    private const string Announced = "current version is v";

    private static readonly string Probe = Endpoints.Transactions(limit: 1, cursor: Guid.Empty.ToString());

    /// <summary>Asks the servers. Where they do not answer as expected, the generation or the version is unknown.</summary>
    /// <param name="api">The API.</param>
    /// <param name="projects">Projects to ask about: where the payments of one are damaged, another is asked about.</param>
    /// <param name="cancel">Cancels the calls.</param>
    public static async Task<ServerGeneration> AskAsync(AdminApi api, IAsyncEnumerable<Project> projects, CancellationToken cancel)
    {
        var why = "there is no project to ask about";
        string? version = null;
        var asked = 0;
        await foreach (var project in projects.Take(MaxAsked).WithCancellation(cancel))
        {
            if (asked++ == 0) version = await VersionAsync(api, project, cancel);
            (var generation, why) = await ProbeAsync(api, project, cancel);
            if (generation is not null) return new(generation, null, version);
        }

        return new(null, why, version);
    }

    private static async Task<(Generation? Generation, string Why)> ProbeAsync(AdminApi api, Project project, CancellationToken cancel)
    {
        try
        {
            var answer = await api.GetAsync(project, $"project:{project.Id}", Probe, cancel);
            if (answer.IsOk) return (Generations.Generation.March2026, "");
            if (answer is { Status: HttpStatusCode.BadRequest, KnownError: null, IsPage: false }) return (Generations.Generation.April2026, "");
            return (null, $"{Probe} answers {answer.Summary}");
        }
        catch (NotVerifiedException exception)
        {
            return (null, exception.Message);
        }
    }

    private static bool IsOfVersion(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-';

    private static async Task<string?> VersionAsync(AdminApi api, Project project, CancellationToken cancel)
    {
        if (await api.CheckVersionAsync(project, cancel) is not { IsOk: true } answer) return null;
        var text = answer.Body.Text("error") ?? "";
        var start = text.IndexOf(Announced, StringComparison.Ordinal);
        if (start < 0) return null;
        var version = string.Concat(text.Skip(start + Announced.Length).TakeWhile(IsOfVersion));
        return version.TrimEnd('.') is { Length: > 0 } found ? found : null;
    }
}
