using IntegrityTests.Payments.Model;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Access;

/// <summary>The rendered configs, asked once a project as long as a check is busy with it.</summary>
public sealed class ProjectConfigs(AdminApi api) : IAsyncDisposable
{
    private readonly RecentlyUsed<string, ConfigAnswer> _answers = new(capacity: 64);

    /// <summary>The project's config, or why there is none.</summary>
    public async Task<ConfigAnswer> OfAsync(Project project, CancellationToken cancel)
    {
        var answer = await _answers.GetAsync(project.Id, () => AskAsync(project)).WaitAsync(cancel);
        if (answer.Response is null) _answers.Forget(project.Id);
        return answer;
    }

    /// <summary>Asks now, whatever is known.</summary>
    public async Task<ConfigAnswer> AskAsync(Project project, CancellationToken cancel = default)
    {
        try
        {
            var response = await api.GetAsync(project, $"project:{project.Id}", Endpoints.Config, cancel);
            return response.IsOk ? Read(response) : new ConfigAnswer(null, null, response, $"{Endpoints.Config} answers {response.Summary}");
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

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _answers.DisposeAsync();
}
