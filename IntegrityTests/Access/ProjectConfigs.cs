using System.Collections.Concurrent;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Running;

namespace IntegrityTests.Access;

/// <summary>The rendered configs. Each is asked for once, as long as not too many other projects are asked for after it.</summary>
public sealed class ProjectConfigs(AdminApi api)
{
    private readonly RecentlyUsed<string, ConfigAnswer> _answers = new(capacity: 64);
    private readonly ConcurrentDictionary<string, ApiResponse> _wrongFirst = new();

    /// <summary>The project's config, or why there is none.</summary>
    public async Task<ConfigAnswer> OfAsync(Project project, CancellationToken cancel)
    {
        var answer = await _answers.GetAsync(project.Id, () => AskAsync(project)).WaitAsync(cancel);
        if (answer.Response is null) _answers.Forget(project.Id);
        return answer;
    }

    /// <summary>
    /// A first answer that was not one to rely on, whoever got it; null where there was none. It is given out once, so that it is reported
    /// once: the answer that it belongs to may be forgotten by then.
    /// </summary>
    public ApiResponse? TakeWrongFirst(Project project) => _wrongFirst.TryRemove(project.Id, out var first) ? first : null;

    /// <summary>Asks now, whatever is known from before.</summary>
    public async Task<ConfigAnswer> AskAsync(Project project, CancellationToken cancel = default)
    {
        try
        {
            var response = await api.GetAsync(project, $"project:{project.Id}", Endpoints.Config, cancel);
            if (response.First is { } first) _wrongFirst.TryAdd(project.Id, first);
            return response.IsOk
                ? Read(response)
                : new ConfigAnswer(null, null, response, $"{Endpoints.Config} answers {response.Summary}");
        }
        catch (NotVerifiedException exception)
        {
            return new ConfigAnswer(null, null, null, exception.Message);
        }
    }

    private static ConfigAnswer Read(ApiResponse response)
    {
        try
        {
            var config = ConfigParser.Parse(response.Body);
            return new ConfigAnswer(config, PaymentsConfigParser.Parse(config.Payments), response, null);
        }
        catch (FormatException exception)
        {
            return new ConfigAnswer(null, null, response, exception.Message);
        }
    }
}

/// <summary>What the API said about a project's config.</summary>
/// <param name="Config">The config, or null when it cannot be used.</param>
/// <param name="Payments">Its items, products and product lines; null without a config.</param>
/// <param name="Response">The answer, or null when there was none.</param>
/// <param name="Problem">Why there is no config; null when there is.</param>
public sealed record ConfigAnswer(ProjectConfig? Config, PaymentsConfig? Payments, ApiResponse? Response, string? Problem)
{
    /// <summary>
    /// What keeps the config from being used; null where nothing does. Only the platform's own word is a proof that it is not served;
    /// what a proxy says, or no answer at all, is none.
    /// </summary>
    public Gap? Gap => Config is not null ? null
        : Response is { } response && (response.IsRefusal || response.IsOk)
            ? new Gap("the project's config is not served (see PRJ004)", IsProven: true) { ReportedBy = "PRJ004" }
            : Running.Gap.Unknown($"the project's config could not be had: {Problem}");
}
