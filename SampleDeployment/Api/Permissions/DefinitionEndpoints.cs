using SampleDeployment.Api.Config;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Permissions;

/// <summary>The permissions that can be granted.</summary>
internal static class DefinitionEndpoints
{
    private static readonly ItemList<PermissionDefinition> List = new(new(
        ("id", (writer, definition) => writer.WriteStringValue(definition.Id)),
        ("description", (writer, definition) => writer.WriteStringValue(definition.Description)),
        ("contained_permission_ids", (writer, definition) => writer.WriteArray(
            definition.Contained, (inner, id) => inner.WriteStringValue(id)))));

    public static Task<Answer> OfProjectAsync(ApiRequest request) =>
        Task.FromResult(List.Answer(request.Project.Config.ProjectPermissions));

    public static Task<Answer> OfTeamsAsync(ApiRequest request) => Task.FromResult(List.Answer(request.Project.Config.TeamPermissions));
}
