using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>What the backend would answer about damaged rows (source: docs/platform.md, The damage table and Errors).</summary>
internal static class AnswerChanges
{
    /// <summary>The user reads and lists as it does now, changed.</summary>
    public static void ChangeUser(this RecordedAnswers answers, string project, string user, Action<JsonObject> change)
    {
        answers.Change(project, Paths.User(user), change);
        answers.ChangeListed(project, user, change);
    }

    /// <summary>The user lists changed, and reads as before.</summary>
    public static void ChangeListed(this RecordedAnswers answers, string project, string user, Action<JsonObject> change) =>
        answers.Lists(project).Change(users => users.Select(item =>
        {
            if (UserLists.IdOf(item) == user) change(item);
            return item;
        }));

    /// <summary>
    /// The user's answer does not pass the backend's validation: 500, also for every page of a list that contains the user.
    /// </summary>
    public static void RefuseUser(this RecordedAnswers answers, string project, string user)
    {
        answers.Replace(project, Paths.User(user), Answer.Crash);
        answers.Lists(project).Refuse(user);
    }

    /// <summary>The backend crashes when it reads the user: 500, also for every page that it reads the user for.</summary>
    public static void MakeUserUnreadable(this RecordedAnswers answers, string project, string user)
    {
        answers.Replace(project, Paths.User(user), Answer.Crash);
        answers.Lists(project).MakeUnreadable(user);
    }

    /// <summary>The user is not found, and in no list.</summary>
    public static void LoseUser(this RecordedAnswers answers, string project, string user)
    {
        answers.Replace(project, Paths.User(user), Answer.UserNotFound);
        answers.Lists(project).Change(users => users.Where(item => UserLists.IdOf(item) != user));
    }

    /// <summary>Another user, without permissions and teams, stands behind one in the lists.</summary>
    public static void AddUser(this RecordedAnswers answers, string project, string like, string id, Action<JsonObject> change)
    {
        var added = answers.Find(project, Paths.User(like))!.Changed(user =>
        {
            user["id"] = id;
            user["signed_up_at_millis"] = (long)user["signed_up_at_millis"]! + 1;
            change(user);
        });
        answers.Replace(project, Paths.User(id), added);
        answers.Replace(project, Paths.ProjectPermissionsOf(id), answers.Find(project, Paths.ProjectPermissionsOf(like))!);
        answers.Replace(project, Paths.TeamsOf(id), answers.Find(project, Paths.TeamsOf(like))!);
        answers.Lists(project).Change(users => users.SelectMany(item =>
            UserLists.IdOf(item) == like ? [item, added.Body!.DeepClone().AsObject()] : new[] { item }));
    }

    /// <summary>The team reads so wherever it stands: in lists, and as the selected team of users.</summary>
    public static void ChangeTeam(this RecordedAnswers answers, string project, string team, Action<JsonObject> change)
    {
        answers.ChangeAll(project, Paths.Teams, body => Change(body.Items(), change, team));
        answers.ChangeAll(project, "/api/v1/users/", user => Change([user["selected_team"]], change, team));
        answers.Lists(project).Change(users => users.Select(user =>
        {
            Change([user["selected_team"]], change, team);
            return user;
        }));
    }

    /// <summary>The e-mail that the user reads with.</summary>
    public static string? EmailOf(this RecordedAnswers answers, string project, string user) =>
        (string?)answers.Find(project, Paths.User(user))!.Body!["primary_email"];

    /// <summary>The rendered config is another one.</summary>
    public static void ChangeConfig(this RecordedAnswers answers, string project, Action<JsonNode> change) =>
        answers.Change(project, Paths.Config, body =>
        {
            var config = JsonNode.Parse((string)body["config_string"]!)!;
            change(config);
            body["config_string"] = config.ToJsonString();
        });

    /// <summary>A permission is not defined any more: not in the config, not among the definitions, and its grants are hidden.</summary>
    public static void RemoveDefinition(this RecordedAnswers answers, string project, string permission, string definitions, string grants)
    {
        answers.ChangeConfig(project, config => config["rbac"]!["permissions"]!.AsObject().Remove(permission));
        answers.Change(project, definitions, body => body.RemoveItem(permission));
        answers.ChangeAll(project, grants, body => body.RemoveItem(permission));
    }

    /// <summary>The first page of every list ends before a user, and names <paramref name="cursor"/> as what follows.</summary>
    public static void CutFirstPages(this RecordedAnswers answers, string project, string firstPage, string before, string? cursor)
    {
        foreach (var filter in (string[])["", "&include_restricted=true", "&include_anonymous=true"])
        {
            answers.Change(project, firstPage + filter, page =>
            {
                var items = page.Items();
                items.RemoveRange(items.IndexOf(page.Item(before)), items.Count - items.IndexOf(page.Item(before)));
                page["pagination"]!["next_cursor"] = cursor;
            });
        }
    }

    private static void Change(IEnumerable<JsonNode?> teams, Action<JsonObject> change, string only)
    {
        foreach (var team in teams.OfType<JsonObject>().Where(team => (string)team["id"]! == only)) change(team);
    }

    /// <summary>Removes the items of that id from a list.</summary>
    public static void RemoveItem(this JsonObject body, string id) => body.Items().RemoveAll(item => (string)item!["id"]! == id);

    /// <summary>The items of a list.</summary>
    public static JsonArray Items(this JsonObject body) => body["items"]!.AsArray();

    /// <summary>The item of that id in a list.</summary>
    public static JsonNode Item(this JsonObject body, string id) => body.Items().Single(item => (string)item!["id"]! == id)!;
}
