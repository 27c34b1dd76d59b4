using System.Net;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Save;

namespace IntegrityTests.Snapshots.Import;

/// <summary>
/// Makes a snapshot of the original script's output, by walking through it as the script walked through the deployment: the nth answer of
/// an endpoint that every project has is the nth project's, which its own answer names; whose id an endpoint holds is the user's or team's.
/// </summary>
/// <param name="output">The output.</param>
/// <param name="folder">The folder to write to.</param>
/// <param name="header">What all files have in common.</param>
/// <param name="lines">Writes lines.</param>
/// <param name="fileOf">Class and method of the check with a code, by which its files are named.</param>
internal sealed class ImportedSnapshot(
    OriginalOutput output, string folder, SnapshotHeader header, LineWriter lines, Func<string, string> fileOf)
{
    private const string UserList = "USR001";
    private const string UserRead = "USR002";
    private const string UserGrants = "USR003";
    private const string UserMemberships = "USR004";
    private const string TeamGrants = "TEM002";

    private static readonly (string Endpoint, string Code)[] OfProjects =
    [
        (Endpoints.CurrentProject, "PRJ001"),
        (Endpoints.ProjectPermissionDefinitions, "PRJ002"),
        (Endpoints.TeamPermissionDefinitions, "PRJ003"),
    ];

    private static readonly string[] Codes =
        [.. OfProjects.Select(pair => pair.Code), UserRead, UserGrants, UserMemberships, UserList, TeamGrants];
    private static readonly string PageOfUsers = Endpoints.Users(ApiEndpoint.Users.PageSize, "", null);

    /// <summary>Answers of the output that the snapshot holds.</summary>
    public long Used { get; private set; }

    /// <summary>Writes the snapshot.</summary>
    /// <exception cref="SnapshotUnusableException">No project is named.</exception>
    public void Write()
    {
        Directory.CreateDirectory(folder);
        var projects = output.CountOf(Endpoints.CurrentProject);
        for (var number = 0; number < projects; number++)
        {
            var current = output.Find(Endpoints.CurrentProject, number)!.Value;
            if (current.Member("responseJson").Text("id") is { } id) WriteProject(id, number, projects);
        }

        if (Used == 0)
            throw new SnapshotUnusableException(
                $"INTEGRITY_SNAPSHOT_IMPORT holds {Quantity.Of(output.Count, "answer")}, but none of {Endpoints.CurrentProject} names a "
                + "project, so it is not known whose they are. Expected: what the original script saved with --save-output, whole.");
        new SavedSet(header, [.. Codes.Select(fileOf)], LeavesProjectsOut: true)
        {
            IsImported = true,
        }.Write(folder);
    }

    private void WriteProject(string id, int number, int projects)
    {
        var row = new ProjectRow("", null, null, null, null, null, null, null, null);
        var project = new Project { Id = id, DisplayName = id, Row = row, Tenancies = [] };
        foreach (var (endpoint, code) in OfProjects)
        {
            // Another count: it is not known which of them is missing.
            if (output.CountOf(endpoint) != projects) continue;
            using var file = Create(id, fileOf(code));
            WriteRow(file, project, "", $"project:{id}", endpoint, number);
            file.Complete(isPartial: false);
        }

        if (output.CountOf(PageOfUsers) == projects) WriteUsers(project, number);
    }

    private void WriteUsers(Project project, int number)
    {
        var teams = new SortedSet<string>(StringComparer.Ordinal);
        using var list = Create(project.Id, $"{fileOf(UserList)}_list=default");
        using var read = Create(project.Id, fileOf(UserRead));
        using var grants = Create(project.Id, fileOf(UserGrants));
        using var memberships = Create(project.Id, fileOf(UserMemberships));
        var pages = new ListFile(() => list, lines, (file, _) => file.Complete(isPartial: false), write => write());
        var subject = $"project:{project.Id}";
        for (var (page, nth) = (PageOfUsers, number); page is not null && Answer(project, subject, page, nth) is { } answer; nth = 0)
        {
            pages.Add(answer, PageRequest.Of(page));
            page = null;
            if (answer.Body.Items(ApiEndpoint.Users.List!) is not { } items) continue;
            foreach (var user in items.EnumerateArray())
            {
                if (user.Text("id") is not { } id || SortKey.OfItem(user, ApiEndpoint.Users) is not { } place) continue;
                WriteRow(read, project, place, $"user:{id}", ApiEndpoint.User.Of(id));
                WriteRow(grants, project, place, $"user:{id}", ApiEndpoint.ProjectPermissionsOf.Of(id));
                WriteRow(memberships, project, place, $"user:{id}", ApiEndpoint.TeamsOf.Of(id));
                teams.UnionWith(TeamsOf(id));
            }

            if (answer.Body.Member("pagination").Text("next_cursor") is { } cursor)
                page = $"{PageOfUsers}&cursor={cursor}";
        }

        pages.End(isComplete: true);
        foreach (var file in new[] { read, grants, memberships }) file.Complete(isPartial: false);
        if (teams.Count == 0) return;
        using var permissions = Create(project.Id, fileOf(TeamGrants));
        foreach (var team in teams) WriteRow(permissions, project, team, $"team:{team}", ApiEndpoint.TeamPermissionsOf.Of(team));
        permissions.Complete(isPartial: false);
    }

    private List<string> TeamsOf(string user)
    {
        var answer = output.Find(ApiEndpoint.TeamsOf.Of(user));
        return answer.Member("responseJson")?.Items(ApiEndpoint.TeamsOf.List!) is { } items
            ? items.EnumerateArray().Select(team => team.Text("id")).OfType<string>().ToList()
            : [];
    }

    private void WriteRow(SnapshotWriter file, Project project, string place, string subject, string endpoint, int occurrence = 0)
    {
        static ListFile NoList(Project project, string list) => throw new InvalidOperationException("Lists are written by themselves.");
        var row = new RowAnswers(project, place, subject, NoList);
        if (Answer(project, subject, endpoint, occurrence) is not { } answer) return;
        row.Add(answer);
        row.End(lines, isAnswered: true);
        foreach (var line in row.Lines) file.Write(line);
    }

    private ApiResponse? Answer(Project project, string subject, string endpoint, int occurrence)
    {
        if (output.Find(endpoint, occurrence) is not { } saved) return null;
        Used += occurrence == 0 && ApiEndpoint.Find(endpoint) == ApiEndpoint.TeamPermissionsOf ? output.CountOf(endpoint) : 1;
        var hasBody = saved.TryGetProperty("responseJson", out var body) && body.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        return new ApiResponse
        {
            Project = project,
            Subject = subject,
            Endpoint = endpoint,
            Status = (HttpStatusCode)saved.GetProperty("status").GetInt32(),
            Body = hasBody ? body : default,
            BodyProblem = hasBody ? null : "no JSON",
        };
    }

    private SnapshotWriter Create(string project, string name) => SnapshotWriter.Create(
        Path.Combine(folder, SnapshotFiles.PathOf(project, name, SnapshotFiles.Verified)), header with { Project = project, File = name });
}
