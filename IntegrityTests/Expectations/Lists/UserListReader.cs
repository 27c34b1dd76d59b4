using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Lists;

/// <summary>
/// Reads a list of users page by page. A page that cannot be served is narrowed down to the one user that breaks it, so that one damaged
/// user never hides the others.
/// </summary>
/// <param name="api">The API, for the project whose users are listed.</param>
/// <param name="kind">Which list.</param>
/// <param name="pageSize">Users per page.</param>
internal sealed class UserListReader(ProjectApi api, UserListKind kind, int pageSize)
{
    private const int Narrowing = 4;
    private readonly int _pageSize = pageSize;
    private int _limit = pageSize;
    private int _next;
    private JsonElement[] _items = [];
    private Guid? _cursor;
    private (string Endpoint, Guid? Next)? _lastFull;

    /// <summary>The answer that the current page came in.</summary>
    public ApiResponse? Response { get; private set; }

    /// <summary>The current item; null when the page is used up.</summary>
    public JsonElement? Current => _next < _items.Length ? _items[_next] : null;

    /// <summary>The position of the current item in its page.</summary>
    public int Position => _next;

    /// <summary>Whether the list said that no further page follows.</summary>
    public bool HasEnded => Response is not null && _cursor is null;

    /// <summary>Goes to the next item of the page.</summary>
    public void Advance() => _next++;

    /// <summary>Goes on at a user that the database names, whatever the list said.</summary>
    public void ResumeAt(Guid user)
    {
        _cursor = user;
        Release();
    }

    /// <summary>Reads the next page.</summary>
    /// <returns>Null, or the answer that the server gives for a page of only one user, which nothing can narrow further.</returns>
    public async Task<ApiResponse?> ReadPageAsync(CancellationToken cancel)
    {
        Release();
        while (true)
        {
            var response = await api.GetAsync($"project:{api.Project.Id}", Endpoints.Users(_limit, kind.Filter, _cursor), cancel);
            if (response.IsOk && response.Body.TryGetItems(out var items))
            {
                Response = response;
                _items = [.. items.EnumerateArray()];
                _next = 0;
                // An empty page is the end, also of a list that says otherwise: following it might never end.
                _cursor = _items.Length == 0 ? null : UserList.NextCursor(response.Body);
                if (_items.Length > 0) _lastFull = (response.Endpoint, _cursor);
                _limit = Math.Min(_pageSize, _limit * Narrowing);
                return null;
            }

            if (_limit == 1) return response;
            _limit = Math.Max(1, _limit / Narrowing);
        }
    }

    /// <summary>Asks for the last page that had items once more: whether it leads to the same end, without a user.</summary>
    public async Task<bool> EndsAgainAsync(Guid user, CancellationToken cancel)
    {
        var last = _lastFull ?? (Response!.Endpoint, null);
        var (answer, users) = await AskAgainAsync(last.Endpoint, cancel);
        return users is not null && UserList.NextCursor(answer.Body) == last.Next && !users.Contains(user)
            && (users.Count > 0 || _lastFull is null);
    }

    /// <summary>Asks once more for the pages on which users were listed.</summary>
    /// <returns>The users who still are on their page.</returns>
    /// <exception cref="NotVerifiedException">A page is not served any more: nothing says whether it was wrong.</exception>
    public async Task<IReadOnlyList<Guid>> StillListedAsync(IEnumerable<(Guid User, string Endpoint)> listed, CancellationToken cancel)
    {
        var still = new List<Guid>();
        foreach (var page in listed.GroupBy(seen => seen.Endpoint, seen => seen.User))
        {
            var (answer, users) = await AskAgainAsync(page.Key, cancel);
            if (users is null)
            {
                throw new NotVerifiedException(
                    $"A page of users has users that should not be on it, and could not be had again: {answer.Endpoint} answers "
                    + $"{answer.Summary}.");
            }

            still.AddRange(page.Where(users.Contains));
        }

        return still;
    }

    // Null instead of the users where the page is not served.
    private async Task<(ApiResponse Answer, HashSet<Guid>? Users)> AskAgainAsync(string endpoint, CancellationToken cancel)
    {
        var response = await api.GetAsync($"project:{api.Project.Id}", endpoint, cancel);
        return response.IsOk && response.Body.TryGetItems(out var items)
            ? (response, [.. items.EnumerateArray().Select(UserList.IdOf).OfType<Guid>()])
            : (response, null);
    }

    // A page is large: the one that is read next should not come on top of it.
    private void Release()
    {
        Response = Response is { } last ? last with { Body = default } : null;
        _items = [];
        _next = 0;
    }
}
