using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;

namespace IntegrityTests.Expectations.Lists;

/// <summary>
/// Compares a list of the API with the stored users while both stream in the same order. What is only in one of them is kept until the
/// end, in case the orders differ, but never more than a page of it: memory does not grow with the data. Users come, go and change while
/// the list is read, so what seems wrong is looked at again: the rows are read and the page is asked for once more.
/// </summary>
/// <param name="api">The API, for the project whose users are listed.</param>
/// <param name="stored">The users.</param>
/// <param name="kind">Which list.</param>
/// <param name="belongs">Whether a user belongs in the list.</param>
/// <param name="pageSize">Users per page.</param>
internal sealed class UserListComparison(
    ProjectApi api, UserReader stored, UserListKind kind, Func<StoredUser, bool> belongs, int pageSize)
{
    private static readonly int MaxKept = ApiEndpoint.Users.PageSize;
    private const int MaxBrokenPages = 20;
    private readonly Guid _tenancy =
        api.Project.TenancyId ?? throw new ArgumentException("A project without tenancy has no list.", nameof(api));
    private readonly int _maxRepeats = pageSize;
    private readonly UserListReader _list = new(api, kind, pageSize);
    private readonly HashSet<Guid> _unlisted = [];
    private readonly Dictionary<Guid, Sighting> _unexpected = [];
    private readonly BrokenPages _broken = new(kind.Name);
    private (long SignedUp, Guid Id) _before = (long.MinValue, Guid.Empty);
    private (long SignedUp, Guid Id) _last = (long.MinValue, Guid.Empty);
    private Guid? _wentOnAt;
    private bool _resumes;
    private int _breaks;
    private int _repeats;

    /// <summary>Whether the list is so wrong that comparing it further would only repeat the finding.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Expects a stored user as the next of the list, if the user belongs in it.</summary>
    /// <param name="user">The user.</param>
    /// <param name="viewOf">What an item must say about a user.</param>
    /// <param name="shown">Differences of users that are not reported again; those that are reported are added.</param>
    /// <param name="cancel">Cancels the calls.</param>
    public async Task ExpectAsync(StoredUser user, Func<StoredUser, View> viewOf, ShownDifferences shown, CancellationToken cancel)
    {
        if (!belongs(user)) return;
        _before = _last;
        _last = UserList.KeyOf(user);
        if (_unexpected.Remove(user.Id)) return;
        while (!IsGivenUp && await HasItemAsync(user, cancel))
        {
            var item = _list.Current!.Value;
            if (UserList.IdOf(item) is not { } id)
            {
                ReportWithoutId();
            }
            else if (id == user.Id)
            {
                await CompareAsync(item, user, viewOf, shown, cancel);
                _list.Advance();
                return;
            }
            else if (!_unlisted.Remove(id))
            {
                if (UserList.KeyOf(item, id).CompareTo(_last) > 0) break;
                KeepUnexpected(id, _before);
            }

            _list.Advance();
        }

        if (!IsGivenUp && !_resumes) Keep(_unlisted.Add(user.Id), _unlisted.Count, $"{kind.Name} lacks more than {MaxKept} stored users");
    }

    /// <summary>Reads the list to its end and reports what is only in it or only in the database.</summary>
    public async Task FinishAsync(bool readsToEnd, CancellationToken cancel)
    {
        var readsOn = readsToEnd && !IsGivenUp;
        if (readsOn && _resumes)
            api.Row.Skip(
                "the end of a users' list",
                $"{kind.Name} breaks at the last stored user, after whom there is no other to go on from");
        while (readsOn && !_resumes && !IsGivenUp && (_list.Current is not null || await HasNextPageAsync(cancel)))
        {
            if (UserList.IdOf(_list.Current!.Value) is not { } id) ReportWithoutId();
            else if (!_unlisted.Remove(id)) KeepUnexpected(id, _last);
            _list.Advance();
        }

        // That finding says enough: one for each user would only repeat it.
        if (IsGivenUp || _unlisted.Count + _unexpected.Count == 0) return;
        await api.Row.SettledAsync();
        var now = (await stored.FindAsync(_tenancy, [.. _unlisted, .. _unexpected.Keys], cancel)).ToDictionary(user => user.Id);
        foreach (var id in _unlisted.Where(id => now.TryGetValue(id, out var user) && belongs(user)))
            Report(id, $"is stored, but {kind.Name} does not have it");
        var wrong = _unexpected.Where(pair => !now.TryGetValue(pair.Key, out var user) || !Fits(user, pair.Value)).ToList();
        // Who signed up after the stored users were read, and was deleted before they were read again, was rightly listed in between.
        var still = await _list.StillListedAsync(wrong.Select(pair => (pair.Key, pair.Value.Endpoint)), cancel);
        if (still.Count < wrong.Count) api.Row.Skip(SecondLook.Changed, SecondLook.AgreedAgain);
        foreach (var id in still)
            Report(
                id,
                now.ContainsKey(id)
                    ? $"is in {kind.Name} more than once, out of order, or although it should not be"
                    : $"is in {kind.Name}, but is not stored");
    }

    /// <summary>Reports the users at which the list broke. Call it last, also when the comparison did not come to its end.</summary>
    public void TellBroken() => _broken.Tell();

    // Who signs up, or comes to belong in the list, after the stored users were read is listed at the place of all such users.
    private bool Fits(StoredUser user, Sighting sighting) =>
        UserList.KeyOf(user).CompareTo(_last) > 0 || (belongs(user) && UserList.KeyOf(user).CompareTo(sighting.Behind) > 0);

    // Counted as a break: pages of nothing else might never end.
    private void ReportWithoutId()
    {
        Findings.Report(_list.Response!, $"{kind.Name} has an item without id", Place);
        CountBreak();
    }

    private async Task<bool> HasNextPageAsync(CancellationToken cancel)
    {
        // After a break at the last stored user nothing is left to resume at.
        if (_resumes || _list.HasEnded) return false;
        if (await _list.ReadPageAsync(cancel) is not { } broken) return _list.Current is not null;
        Findings.Report(broken, $"{kind.Name} should answer 200, but answers {broken.Summary}");
        return false;
    }

    private async Task<bool> HasItemAsync(StoredUser user, CancellationToken cancel)
    {
        if (_list.Current is not null) return true;
        if (_resumes)
        {
            _list.ResumeAt(user.Id);
            _resumes = false;
        }
        else if (_list.HasEnded)
        {
            await EndedEarlyAsync(user, cancel);
            if (_resumes) return false;
        }

        if (await _list.ReadPageAsync(cancel) is { } broken)
        {
            await BlameAsync(user, broken, cancel);
            return false;
        }

        _broken.Tell();
        return _list.Current is not null || await HasItemAsync(user, cancel);
    }

    private async Task BlameAsync(StoredUser user, ApiResponse answer, CancellationToken cancel)
    {
        var alone = await api.GetAsync($"user:{user.Id}", Endpoints.User(user.Id), cancel);
        _broken.Add(answer, user.Id, alone.IsOk);
        Resume();
    }

    private async Task EndedEarlyAsync(StoredUser user, CancellationToken cancel)
    {
        await api.Row.SettledAsync();
        if (await stored.FindAsync(_tenancy, user.Id, cancel) is not { } now || !belongs(now))
        {
            _resumes = true;
            return;
        }

        // Where the list ended may have changed since: who signed up after its last page was read is stored behind it.
        if (_wentOnAt != user.Id && !await _list.EndsAgainAsync(user.Id, cancel))
        {
            _wentOnAt = user.Id;
            _list.ResumeAt(user.Id);
            return;
        }

        Resume();
        Findings.Report(
            _list.Response! with { Subject = $"user:{user.Id}" },
            $"{kind.Name} ends too early: it says that no page follows, but this stored user and maybe more should");
    }

    private void Resume()
    {
        _resumes = true;
        CountBreak();
    }

    private void CountBreak()
    {
        if (++_breaks < MaxBrokenPages) return;
        _broken.GiveUp(MaxBrokenPages);
        GiveUp($"{kind.Name} breaks too often");
    }

    // The user may have changed between the two answers: only what the rows say the same way twice is a finding.
    private async Task CompareAsync(
        JsonElement item, StoredUser user, Func<StoredUser, View> viewOf, ShownDifferences shown, CancellationToken cancel)
    {
        var differences = Differences(item, viewOf(user));
        if (differences.Count == 0) return;
        await api.Row.SettledAsync();
        if (await stored.FindAsync(_tenancy, user.Id, cancel) is not { } now) return;
        var lasting = Differences(item, viewOf(now)).ToLookup(difference => difference.Path);
        foreach (var difference in differences
            .Where(first => lasting[first.Path].Any(again => JsonNode.DeepEquals(first.Expected, again.Expected)))
            .Where(difference => shown.IsNew(user.Id, difference.Path[Place.Length..])))
            Findings.Report(_list.Response! with { Subject = $"user:{user.Id}" }, difference);
    }

    private string Place => $"$.items[{_list.Position}]";

    private List<Difference> Differences(JsonElement item, View view)
    {
        var differences = new List<Difference>();
        view.Compare(item, Place, differences);
        return differences;
    }

    private void KeepUnexpected(Guid id, (long SignedUp, Guid Id) behind) => Keep(
        _unexpected.TryAdd(id, new Sighting(_list.Response!.Endpoint, behind)),
        _unexpected.Count,
        $"{kind.Name} goes on although all is listed, or repeats users: it has no end, or more than {MaxKept} users too many");

    private void Keep(bool isNew, int count, string tooMany)
    {
        if (isNew ? count <= MaxKept : ++_repeats <= _maxRepeats) return;
        Findings.Report(_list.Response!, tooMany);
        GiveUp($"{kind.Name} is too different");
    }

    private void GiveUp(string why)
    {
        IsGivenUp = true;
        api.Row.Skip("the rest of a users' list", why);
    }

    private void Report(Guid id, string message) =>
        Findings.Report(_list.Response! with { Subject = $"user:{id}" }, message, value: message);

    // On which page an unexpected user was listed, and behind which expected one.
    private readonly record struct Sighting(string Endpoint, (long SignedUp, Guid Id) Behind);
}
