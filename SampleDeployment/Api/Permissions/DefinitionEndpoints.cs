using SampleDeployment.Api.Config;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Permissions;

/// <summary>The permissions that can be granted.</summary>
internal static class DefinitionEndpoints
{
    private static readonly Shape<PermissionDefinition> WithoutDescription = new(
        ("id", (writer, definition) => writer.WriteStringValue(definition.Id)),
        ("contained_permission_ids", (writer, definition) => writer.WriteArray(
            definition.Contained, (inner, id) => inner.WriteStringValue(id))));

    private static readonly Shape<PermissionDefinition> Full = new(
    [
        .. WithoutDescription.Properties,
        ("description", (writer, definition) => writer.WriteStringValue(definition.Description)),
    ]);

    private static readonly ItemList<PermissionDefinition> List =
        ItemList<PermissionDefinition>.By(definition => definition.Description is null ? WithoutDescription : Full);

    public static Task<Answer> OfProjectAsync(ApiRequest request) =>
        Task.FromResult(List.Answer(request.Project.Config.ProjectPermissions));

    public static Task<Answer> OfTeamsAsync(ApiRequest request) => Task.FromResult(List.Answer(request.Project.Config.TeamPermissions));
}
