using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Lists;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>The users that the API lists, for a project whose own database cannot be reached.</summary>
internal static class ListedUsers
{
    /// <summary>The pages of the list. It ends where it cannot be read further, and never goes in circles.</summary>
    /// <param name="api">The API.</param>
    /// <param name="project">Whose users.</param>
    /// <param name="limit">How many users to read in all; null: all.</param>
    /// <param name="outcome">Learns what kept the list from being read to its end.</param>
    /// <param name="cancel">Cancels the calls.</param>
    public static async IAsyncEnumerable<IReadOnlyList<User>> PagesAsync(
        AdminApi api, Project project, int? limit, SourceOutcome outcome, [EnumeratorCancellation] CancellationToken cancel)
    {
        var cursors = new CycleGuard();
        var left = limit ?? int.MaxValue;
        Guid? cursor = null;
        do
        {
            var endpoint = Endpoints.Users(Math.Min(ApiEndpoint.Users.PageSize, left), "include_anonymous=true", cursor);
            var response = await api.GetAsync(project, $"project:{project.Id}", endpoint, cancel);
            if (!response.IsOk || !response.Body.TryGetItems(out var items))
            {
                outcome.CannotFind($"The users of {Name(project)} cannot be found: {endpoint} answers {response.Summary}.");
                yield break;
            }

            var page = items.EnumerateArray().Take(left).ToList();
            var users = page.Select(Read).OfType<User>().ToList();
            if (users.Count < page.Count)
                outcome.CannotFind(
                    $"{Quantity.Of(page.Count - users.Count, "user")} of {Name(project)} cannot be verified: {endpoint} lists them without "
                    + "an id.");
            yield return users;

            left -= page.Count;
            cursor = UserList.NextCursor(response.Body);
            if (cursor is not { } next || left == 0) yield break;
            if (page.Count > 0 && !cursors.IsRepeated(next.ToString())) continue;
            outcome.CannotFind(
                $"The users of {Name(project)} cannot all be found: {endpoint} has no users, or names a next page that was listed "
                + "before, so that the list never ends.");
            yield break;
        }
        while (true);
    }

    private static string Name(Project project) => $"project {project.DisplayName} ({project.Id})";

    private static User? Read(JsonElement item) =>
        UserList.IdOf(item) is { } id ? new User(id, null) { SignedUpAtMillis = SignedUpAtMillis(item) } : null;

    private static long? SignedUpAtMillis(JsonElement item) =>
        item.TryGetProperty("signed_up_at_millis", out var time)
        && time.ValueKind == JsonValueKind.Number
        && time.TryGetInt64(out var millis)
            ? millis
            : null;
}
