using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Running;

namespace IntegrityTests.Access;

/// <summary>
/// Makes sure that API and database are of the same deployment at the same moment, before the first row and after the last: of a few
/// projects, those with the newest sign-ups, both say which users are the newest, and when these were active last. Damage of a few rows is
/// no reason to stop; that the API serves users whom the database does not have is, because it reads them from its database, and so is that
/// the database has several of them in an older state.
/// </summary>
/// <param name="api">The API.</param>
/// <param name="database">The platform's database.</param>
/// <param name="projects">The projects in scope.</param>
/// <param name="mayBeElsewhere">The projects whose users may be in a database of their own; they are not asked about.</param>
/// <param name="replay">How far the database follows, where it is a standby.</param>
/// <param name="clock">Measures the waiting.</param>
public sealed class Handshake(
    AdminApi api,
    ReplicaDatabase database,
    ProjectScope projects,
    IReadOnlySet<string> mayBeElsewhere,
    ReplayLag replay,
    TimeProvider clock)
{
    private const int MostProjects = 30;
    private const int MostLooks = 1000;
    private const int Newest = 5;
    private const int Listed = 10;
    private const int NotFound = 404;

    private const string Expected = "What changed since would look like damage, so nothing can be verified. Expected in "
        + "INTEGRITY_DATABASE: a replica that follows the database of the API, or the copy that the API itself reads.";

    private readonly UserReader _users = new(database);
    private readonly LatestActivity _activity = new(database, clock);

    /// <summary>Why they are apart; null where nothing says so.</summary>
    /// <exception cref="NotVerifiedException">The API gave no answer.</exception>
    public async Task<string?> WhyApartAsync(CancellationToken cancel)
    {
        if (database.Schema.WhyMissing(UserColumns.SignedUpAt) is not null) return null;
        var seen = new Seen();
        var chosen = await ChosenAsync(cancel);
        foreach (var project in chosen) await LookAsync(project, seen, cancel);
        if (seen.OnlyServed.Count > 0 && !await HasCaughtUpAsync(seen, cancel)) return Older(seen);
        if (seen.Known == 0 && seen.UnknownProjects.Count > 0 && seen.UnknownProjects.Count == seen.Asked)
            return Foreign(seen, $"the API knows none of them, such as project {seen.UnknownProjects[0].Id}");
        if (seen is { Known: 0, OnlyStored.Count: > 0 } && seen.OnlyStored.Count + seen.UnknownProjects.Count > 1)
            return Foreign(seen, $"the API has none of their newest users, such as {seen.OnlyStored[0]}");
        await replay.WaitAsync(cancel);
        return await _activity.OlderAsync(seen.Served, cancel) is [var one, ..] older
            ? OlderState(seen.Served.Count, older.Count, one)
            : null;
    }

    private static string Foreign(Seen seen, string reason) =>
        $"The API and the database are of different deployments: {Quantity(seen.Asked, "project")} of the database "
        + $"{(seen.Asked == 1 ? "was" : "were")} looked at, and {reason}. Nothing can be verified. Expected: INTEGRITY_API_URL and "
        + "INTEGRITY_DATABASE of one deployment.";

    private string Older(Seen seen)
    {
        var (project, user, signedUp) = seen.OnlyServed[0];
        var newest = signedUp is { } millis ? $", who signed up at {StoredTime.OfUnixMilliseconds(millis).IsoText}" : "";
        return "The database is older than what the API serves, or of another deployment: the API has "
            + $"{Quantity(seen.OnlyServed.Count, "user")} whom the database does not have, such as user:{user} of project "
            + $"{project.DisplayName} ({project.Id}){newest}. {replay.Text} {Expected}";
    }

    private string OlderState(int asked, int behind, LatestActivity.Older one) =>
        $"The database has an older state than the API serves: of {Quantity(asked, "user")} of both, {behind} were active later for the "
        + $"API, such as user:{one.User} at {one.Served.IsoText}, whom the database has as of {one.Stored.IsoText}. {replay.Text} "
        + Expected;

    private static string Quantity(int count, string what) => count == 1 ? $"one {what}" : $"{count} {what}s";

    private async Task<IReadOnlyList<Project>> ChosenAsync(CancellationToken cancel)
    {
        var candidates = await projects.ProjectsAsync(cancel)
            .Where(project => project.TenancyId is not null && !mayBeElsewhere.Contains(project.Id))
            .Take(MostLooks)
            .ToListAsync(cancel);
        if (candidates.Count <= MostProjects) return candidates;
        var newest = (await database.QueryAsync(
            $"""
            SELECT u."tenancyId" FROM "ProjectUser" u WHERE u."tenancyId" = ANY(@tenancies)
            GROUP BY u."tenancyId"
            ORDER BY max({database.Schema.Sql(UserColumns.SignedUpAt, "u")}) DESC, u."tenancyId" LIMIT {MostProjects}
            """,
            row => row.GetGuid(0),
            cancel,
            ("tenancies", candidates.Select(project => project.TenancyId!.Value).ToArray()))).ToHashSet();
        return [.. candidates.Where(project => newest.Contains(project.TenancyId!.Value))];
    }

    // The list from one of the newest stored users on has these users and whoever signed up since.
    private async Task LookAsync(Project project, Seen seen, CancellationToken cancel)
    {
        var stored = await _users.NewestAsync(project.TenancyId!.Value, Newest, cancel);
        Guid? newest = stored.Count == 0 ? null : stored[0];
        var list = await ListAsync(project, stored.Count == 0 ? null : stored[^1], cancel);
        // A list from a user whom the API does not have is empty.
        if (stored.Count > 1 && list.IsOk && list.Body.Items("items")?.GetArrayLength() == 0)
            list = await ListAsync(project, newest, cancel);
        seen.Asked++;
        if (list.KnownError == "CURRENT_PROJECT_NOT_FOUND")
        {
            seen.UnknownProjects.Add(project);
            return;
        }

        if (!list.IsOk || list.Body.Items("items") is not { } items) return;
        var listed = items.EnumerateArray()
            .Select(item => Guid.TryParse(item.Text("id"), out var id) ? id : (Guid?)null)
            .OfType<Guid>().Distinct().ToList();
        seen.Served.AddRange(
            items.EnumerateArray().Select(item => LatestActivity.Of(project.TenancyId.Value, item)).OfType<UserActivity>());
        if (newest is { } user && listed.Contains(user)) seen.Known++;
        else if (stored.Count > 0) await AskForAsync(project, stored, seen, cancel);
        var unknown = listed.Except(await _users.ExistingAsync(project.TenancyId.Value, listed, cancel)).ToList();
        foreach (var id in unknown)
        {
            // A list may name what does not exist: that is for the checks to find.
            var answer = await GetAsync(project, Endpoints.User(id), cancel);
            if (answer.IsOk) seen.OnlyServed.Add((project, id, SignedUpAt(answer.Body)));
        }
    }

    private Task<ApiResponse> ListAsync(Project project, Guid? from, CancellationToken cancel) =>
        GetAsync(project, Endpoints.Users(Listed, "include_anonymous=true", from), cancel);

    private async Task AskForAsync(Project project, IReadOnlyList<Guid> stored, Seen seen, CancellationToken cancel)
    {
        foreach (var id in stored)
        {
            var answer = await GetAsync(project, Endpoints.User(id), cancel);
            if (answer.IsOk) seen.Known++;
            else if ((int)answer.Status == NotFound) seen.OnlyStored.Add($"user:{id} of project {project.DisplayName} ({project.Id})");
        }
    }

    // Whoever signed up between the two looks, or reaches a standby a little later, is there when asked for again.
    private async Task<bool> HasCaughtUpAsync(Seen seen, CancellationToken cancel)
    {
        await replay.WaitAsync(cancel);
        var missing = new List<(Project, Guid, long?)>();
        foreach (var served in seen.OnlyServed)
        {
            var found = await _users.ExistingAsync(served.Project.TenancyId!.Value, [served.User], cancel);
            // Who was deleted meanwhile is in neither.
            if (found.Count == 0 && (await GetAsync(served.Project, Endpoints.User(served.User), cancel)).IsOk) missing.Add(served);
        }

        seen.OnlyServed = missing;
        return missing.Count == 0;
    }

    private Task<ApiResponse> GetAsync(Project project, string endpoint, CancellationToken cancel) =>
        api.GetAsync(project, $"project:{project.Id}", endpoint, cancel);

    private static long? SignedUpAt(JsonElement user) =>
        user.Member("signed_up_at_millis") is { ValueKind: JsonValueKind.Number } time && time.TryGetInt64(out var millis) ? millis : null;

    private sealed class Seen
    {
        public int Asked { get; set; }

        public int Known { get; set; }

        public List<UserActivity> Served { get; } = [];

        public List<Project> UnknownProjects { get; } = [];

        public List<string> OnlyStored { get; } = [];

        public List<(Project Project, Guid User, long? SignedUpAt)> OnlyServed { get; set; } = [];
    }
}
