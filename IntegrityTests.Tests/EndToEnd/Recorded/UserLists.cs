using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>
/// The users' lists of a project for every limit, cursor and filter, made from the recorded list of all users by the rules of
/// docs/platform.md, Pagination of users.
/// </summary>
internal sealed class UserLists
{
    private const string ListOfAll = "/api/v1/users?limit=1000&include_anonymous=true";
    private readonly HashSet<string> _refused = [];
    private readonly HashSet<string> _unreadable = [];
    private List<JsonObject> _users;
    private bool _hasNoEnd;

    public UserLists(Recording recording, string project) =>
        _users = [.. recording.Answers[(project, ListOfAll)].Body!["items"]!.AsArray().Select(item => item!.DeepClone().AsObject())];

    public static bool IsList(string path) => path.StartsWith("/api/v1/users?", StringComparison.Ordinal);

    /// <summary>Changes what the lists contain.</summary>
    public void Change(Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> change) => _users = [.. change(_users)];

    /// <summary>Makes every page that contains the user a 500: the answer does not pass the backend's validation.</summary>
    public void Refuse(string user) => _refused.Add(user);

    /// <summary>
    /// Makes every page a 500 for which the user is read: also the page before it, because the backend reads one user more for the cursor.
    /// </summary>
    public void MakeUnreadable(string user) => _unreadable.Add(user);

    /// <summary>Makes every last page name the first user as what follows.</summary>
    public void NeverEnd() => _hasNoEnd = true;

    /// <summary>Answers one page.</summary>
    public Answer Page(string path)
    {
        var query = QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..]);
        var limit = int.Parse(query["limit"]!, CultureInfo.InvariantCulture);
        var listed = _users
            .Where(user => IsIncluded(user, query.ContainsKey("include_anonymous"), query.ContainsKey("include_restricted")))
            .ToList();
        var first = query.TryGetValue("cursor", out var cursor) ? listed.FindIndex(user => IdOf(user) == cursor) : 0;
        // A cursor that does not exist is answered like the end of the list.
        var read = first < 0 ? [] : listed.Skip(first).Take(limit + 1).ToList();
        var page = read.Take(limit).ToList();
        if (read.Any(user => _unreadable.Contains(IdOf(user))) || page.Any(user => _refused.Contains(IdOf(user)))) return Answer.Crash;

        var next = read.Skip(limit).FirstOrDefault() ?? (_hasNoEnd ? listed.FirstOrDefault() : null);
        return Answer.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. page.Select(user => user.DeepClone())]),
            ["is_paginated"] = true,
            ["pagination"] = new JsonObject { ["next_cursor"] = next is null ? null : IdOf(next) },
        });
    }

    public static string IdOf(JsonObject user) => (string)user["id"]!;

    private static bool IsIncluded(JsonObject user, bool withAnonymous, bool withRestricted) =>
        withAnonymous || !(bool)user["is_anonymous"]! && (withRestricted || !(bool)user["is_restricted"]!);
}
