using System.Net;
using System.Text.Json;
using IntegrityTests.Checks.Projects;
using IntegrityTests.Checks.Teams;
using IntegrityTests.Checks.Users;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Json;
using IntegrityTests.Snapshots.Capture;
using IntegrityTests.Snapshots.Folder;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Import;

/// <summary>
/// Makes a snapshot of the original script's output, by walking through it as the script walked through the deployment: the nth answer of
/// an endpoint that every project has is the nth project's, which its own answer names; whose id an endpoint holds is the user's or team's.
/// </summary>
/// <param name="output">The output.</param>
/// <param name="folder">The folder to write to.</param>
/// <param name="header">What all files have in common.</param>
/// <param name="lines">Writes lines.</param>
internal sealed class ImportedSnapshot(OriginalOutput output, string folder, SnapshotHeader header, LineWriter lines)
{
    private const string PageOfUsers = "/api/v1/users?limit=1000";
    private const string UserRead = $"{nameof(UserReadsAsStored)}.{nameof(UserReadsAsStored.Every_user_reads_as_stored)}";
    private const string UserGrants = $"{nameof(UserPermissions)}.{nameof(UserPermissions.Every_user_has_the_permissions_it_was_granted)}";
    private const string UserMemberships = $"{nameof(UserTeams)}.{nameof(UserTeams.Every_user_is_in_the_teams_it_is_a_member_of)}";
    private const string UserList = $"{nameof(UserListIsComplete)}.{nameof(UserListIsComplete.Every_list_of_users_is_complete)}";
    private const string TeamGrants = $"{nameof(TeamPermissions)}.{nameof(TeamPermissions.Every_team_has_the_members_and_permissions_it_was_given)}";

    private static readonly (string Endpoint, string Check)[] OfProjects =
    [
        (Endpoints.CurrentProject, $"{nameof(ProjectReadsAsStored)}.{nameof(ProjectReadsAsStored.Every_project_reads_as_stored)}"),
        (Endpoints.ProjectPermissionDefinitions, $"{nameof(ProjectPermissionDefinitions)}.{nameof(ProjectPermissionDefinitions.Every_project_permission_definition_is_sound)}"),
        (Endpoints.TeamPermissionDefinitions, $"{nameof(TeamPermissionDefinitions)}.{nameof(TeamPermissionDefinitions.Every_team_permission_definition_is_sound)}"),
    ];

    /// <summary>Answers of the output that the snapshot holds.</summary>
    public long Used { get; private set; }

    /// <summary>Writes the snapshot.</summary>
    /// <exception cref="SnapshotUnusableException">No project can be told.</exception>
    public void Write()
    {
        Directory.CreateDirectory(folder);
        var projects = output.CountOf(Endpoints.CurrentProject);
        for (var number = 0; number < projects; number++)
        {
            var current = output.Find(Endpoints.CurrentProject, number)!.Value;
            if (current.TryGetProperty("responseJson", out var body) && body.Text("id") is { } id) WriteProject(id, number, projects);
        }

        if (Used == 0)
            throw new SnapshotUnusableException(
                $"INTEGRITY_SNAPSHOT_IMPORT holds {output.Count} answers, but none of {Endpoints.CurrentProject} names a project, so that nobody knows whose they are.");
        new SavedSet(header, [.. OfProjects.Select(pair => pair.Check), UserRead, UserGrants, UserMemberships, UserList, TeamGrants], LeavesProjectsOut: true)
        {
            IsImported = true,
        }.Write(folder);
    }

    private void WriteProject(string id, int number, int projects)
    {
        var project = new Project { Id = id, DisplayName = id, Row = new ProjectRow("", null, null, null, null, null, null, null, null), Tenancies = [] };
        foreach (var (endpoint, check) in OfProjects)
        {
            // Another count: nobody knows which of them is missing.
            if (output.CountOf(endpoint) != projects) continue;
            using var file = Create(id, check);
            WriteRow(file, project, "", $"project:{id}", endpoint, number);
            file.Complete(isPartial: false);
        }

        if (output.CountOf(PageOfUsers) == projects) WriteUsers(project, number);
    }

    private void WriteUsers(Project project, int number)
    {
        var teams = new SortedSet<string>(StringComparer.Ordinal);
        using var list = Create(project.Id, $"{UserList}_list=default");
        using var read = Create(project.Id, UserRead);
        using var grants = Create(project.Id, UserGrants);
        using var memberships = Create(project.Id, UserMemberships);
        var pages = new ListFile(() => list, lines, "default", (file, _) => file.Complete(isPartial: false), write => write());
        for (var (page, occurrence) = (PageOfUsers, number); page is not null && Answer(project, $"project:{project.Id}", page, occurrence) is { } answer; occurrence = 0)
        {
            pages.Add(answer, Address.Of(page));
            page = null;
            if (!answer.Body.TryGetItems(out var items)) continue;
            foreach (var user in items.EnumerateArray())
            {
                if (user.Text("id") is not { } id || Place.OfItem(user, "default") is not { } place) continue;
                WriteRow(read, project, place, $"user:{id}", $"/api/v1/users/{id}");
                WriteRow(grants, project, place, $"user:{id}", $"/api/v1/project-permissions?user_id={id}");
                WriteRow(memberships, project, place, $"user:{id}", $"/api/v1/teams?user_id={id}");
                teams.UnionWith(TeamsOf(id));
            }

            if (answer.Body.TryGetProperty("pagination", out var pagination) && pagination.Text("next_cursor") is { } cursor)
                page = $"{PageOfUsers}&cursor={cursor}";
        }

        pages.End(isComplete: true);
        foreach (var file in new[] { read, grants, memberships }) file.Complete(isPartial: false);
        if (teams.Count == 0) return;
        using var permissions = Create(project.Id, TeamGrants);
        foreach (var team in teams) WriteRow(permissions, project, team, $"team:{team}", $"/api/v1/team-permissions?team_id={team}");
        permissions.Complete(isPartial: false);
    }

    private List<string> TeamsOf(string user)
    {
        var answer = output.Find($"/api/v1/teams?user_id={user}");
        return answer is { } found && found.TryGetProperty("responseJson", out var body) && body.TryGetItems(out var items)
            ? items.EnumerateArray().Select(team => team.Text("id")).OfType<string>().ToList()
            : [];
    }

    private void WriteRow(SnapshotWriter file, Project project, string place, string subject, string endpoint, int occurrence = 0)
    {
        var row = new RowAnswers(project, place, subject, (_, _) => throw new InvalidOperationException("Lists are written by themselves."));
        if (Answer(project, subject, endpoint, occurrence) is not { } answer) return;
        row.Add(answer);
        row.End(lines, isAnswered: true);
        foreach (var line in row.Lines) file.Write(line);
    }

    private ApiResponse? Answer(Project project, string subject, string endpoint, int occurrence)
    {
        if (output.Find(endpoint, occurrence) is not { } saved) return null;
        Used += occurrence == 0 && endpoint.Contains("team_id=", StringComparison.Ordinal) ? output.CountOf(endpoint) : 1;
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
