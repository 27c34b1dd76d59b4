using IntegrityTests.Access;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Json;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Projects;

/// <summary>DBI096: the config names only what it has: permissions by default, credentials of providers, themes of mails.</summary>
[Check("DBI096", Severity.Error, Category = "Projects")]
public sealed class ConfigNamesWhatExists(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.InScope), MemberType = typeof(Sources.Projects))]
    public Task Every_config_names_what_exists(
        Project project, CheckRow row, CancellationToken cancel) => SecondLook.AtAsync(row, async (look, again) =>
    {
        var answer = again ? await witnesses.Configs.AskAsync(project, cancel) : await witnesses.Configs.OfAsync(project, cancel);
        if (answer is not { Config: { } config, Response: { } response }) throw answer.Gap!.ToException();
        var root = GivenJson.Element(response.Body.Text("config_string")!);
        foreach (var broken in ConfigReferences.Of(root, config))
        {
            look.Report(new Finding
            {
                Code = look.Check.Code,
                Severity = broken.Cause is not null ? Severity.Info : broken.IsIgnored ? Severity.Warning : look.Check.Severity,
                Cause = broken.Cause,
                Project = project.Id,
                ProjectName = project.DisplayName,
                Subject = $"project:{project.Id}",
                Endpoint = response.Endpoint,
                Root = broken.Permission is { } permission ? $"permission:{permission}" : null,
                Path = $"$.config_string.{broken.Path}",
                Message = $"{broken.Path} {broken.Message}",
            });
        }
    });
}
