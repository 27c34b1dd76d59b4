using System.Text.Json;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.Projects;

/// <summary>What PRJ002 and PRJ003 have in common: the definitions of one scope.</summary>
internal sealed class PermissionDefinitionsComparison(Witnesses witnesses, PermissionScope scope, string endpoint)
{
    public async Task RunAsync(Project project, CheckRow row, CancellationToken cancel) => await SecondLook.AtAsync(
        row,
        await witnesses.Configs.OfAsync(project, cancel),
        () => witnesses.Configs.AskAsync(project, cancel),
        look => witnesses.Api.For(look, project).GetAsync($"project:{project.Id}", endpoint, cancel),
        (look, answer, response) =>
        {
            response.Should().BeOk();
            ReportUndefined(look, project, response, answer.Config);
            if (answer.Config is { } config) response.Should().List(PermissionDefinitionView.SetOf(config, scope).PinnedAs("permission"));
            else look.Leave("the definitions against the config", answer.Gap!);
        });

    private void ReportUndefined(CheckRow row, Project project, ApiResponse response, ProjectConfig? config)
    {
        if (!response.Body.TryGetItems(out var items)) return;
        // One that is listed twice is a finding of the list.
        var served = items.EnumerateArray().GroupBy(item => item.Text("id") ?? "").ToDictionary(
            same => same.Key, IReadOnlyList<string> (same) => [.. same.SelectMany(Contained).Distinct()]);
        var configured = config?.Of(scope).ToDictionary(definition => definition.Id, definition => definition.Contains) ?? [];
        var defined = served.Keys.Concat(configured.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var id in served.Keys.Union(configured.Keys))
        {
            var contained = served.GetValueOrDefault(id, []).Union(configured.GetValueOrDefault(id, []), StringComparer.Ordinal);
            foreach (var missing in contained.Where(containedId => !defined.Contains(containedId)))
                Report(row, project, id, missing, config);
        }
    }

    private void Report(CheckRow row, Project project, string id, string missing, ProjectConfig? config)
    {
        var isOfOtherScope = config?.Permissions.ContainsKey(missing) == true;
        row.Report(
            project,
            $"permission:{id}",
            isOfOtherScope
                ? $"contains {missing}, which is defined, but not as a {scope.ToString().ToLowerInvariant()} permission"
                : $"contains {missing}, which is not defined",
            severity: isOfOtherScope ? Severity.Warning : null,
            root: $"permission:{missing}");
    }

    private static IReadOnlyList<string> Contained(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("contained_permission_ids", out var ids)
        && ids.ValueKind == JsonValueKind.Array
            ? [.. ids.EnumerateArray().Where(id => id.ValueKind == JsonValueKind.String).Select(id => id.GetString()!)]
            : [];
}
