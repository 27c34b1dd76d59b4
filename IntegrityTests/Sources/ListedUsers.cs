using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Lists;

namespace IntegrityTests.Sources;

/// <summary>The users that the API lists, for a project whose own database cannot be reached.</summary>
internal static class ListedUsers
{
    /// <exception cref="DeploymentUnusableException">The list cannot be read to its end.</exception>
    public static async IAsyncEnumerable<User> OfAsync(
        AdminApi api, Project project, int? limit, [EnumeratorCancellation] CancellationToken cancel)
    {
        var left = limit ?? int.MaxValue;
        Guid? cursor = null;
        do
        {
            var endpoint = Endpoints.Users(Math.Min(ApiEndpoint.Users.PageSize, left), "include_anonymous=true", cursor);
            var response = await api.GetAsync(project, $"project:{project.Id}", endpoint, cancel);
            if (!response.IsOk || !response.Body.TryGetItems(out var items))
                throw new DeploymentUnusableException($"The users of project {project.DisplayName} ({project.Id}) cannot be found: {endpoint} answers {response.Summary}.");
            foreach (var item in items.EnumerateArray().Take(left))
                if (UserList.IdOf(item) is { } id) yield return new User(id, null) { SignedUpAtMillis = SignedUpAtMillis(item) };
            left -= items.GetArrayLength();
            var next = UserList.NextCursor(response.Body);
            if (next == cursor) yield break;
            cursor = next;
        }
        while (cursor is not null && left > 0);
    }

    private static long? SignedUpAtMillis(JsonElement item) =>
        item.TryGetProperty("signed_up_at_millis", out var time) && time.ValueKind == JsonValueKind.Number && time.TryGetInt64(out var millis) ? millis : null;
}
