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
/// end, in case the orders differ, but never more than a page of it: memory does not grow with the data.
/// </summary>
internal sealed class UserListComparison(ProjectApi api, UserReader stored, UserListKind kind, int pageSize)
{
    private static readonly int MaxKept = ApiEndpoint.Users.PageSize;
    private const int MaxBrokenPages = 20;
    private readonly Guid _tenancy =
        api.Project.TenancyId ?? throw new ArgumentException("A project without tenancy has no list.", nameof(api));
    private readonly int _maxRepeats = pageSize;
    private readonly UserListReader _list = new(api, kind, pageSize);
    private readonly HashSet<Guid> _unlisted = [];
    private readonly HashSet<Guid> _unexpected = [];
    private readonly HashSet<Guid> _signedUp = [];
    private readonly List<Guid> _new = [];
    private readonly BrokenPages _broken = new(kind.Name);
    private (long SignedUp, Guid Id) _last = (long.MinValue, Guid.Empty);
    private bool _resumes;
    private int _breaks;
    private int _repeats;

    /// <summary>Whether the list is so wrong that comparing it further would only repeat the finding.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Which list this is.</summary>
    public UserListKind Kind => kind;

    /// <summary>Expects a stored user as the next of the list.</summary>
    /// <param name="user">The user.</param>
    /// <param name="viewOf">What an item must say about a user.</param>
    /// <param name="shown">Differences of users that are not reported again; those that are reported are added.</param>
    /// <param name="cancel">Cancels the calls.</param>
    public async Task ExpectAsync(StoredUser user, Func<StoredUser, View> viewOf, ShownDifferences shown, CancellationToken cancel)
    {
        _last = (user.SignedUpAt.UnixMilliseconds, user.Id);
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
                KeepUnexpected(id);
            }

            _list.Advance();
        }

        if (!IsGivenUp && !_resumes) Keep(_unlisted, user.Id);
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
            else if (!_unlisted.Remove(id)) KeepUnexpected(id);
            _list.Advance();
        }

        await FindSignedUpAsync(cancel);
        // That finding says enough: one for each user would only repeat it.
        if (IsGivenUp) return;
        var existing = (await stored.ExistingAsync(_tenancy, [.. _unlisted, .. _unexpected], cancel)).ToHashSet();
        foreach (var id in _unlisted.Where(existing.Contains))
            Report(id, $"is stored, but {kind.Name} does not have it");
        foreach (var id in _unexpected.Where(id => !existing.Contains(id) && !_signedUp.Contains(id)))
            Report(id, $"is in {kind.Name}, but is not stored");
        foreach (var id in _unexpected.Where(existing.Contains))
            await ReportUnexpectedAsync(id, cancel);
    }

    /// <summary>Reports the users at which the list broke. Call it last, also when the comparison did not come to its end.</summary>
    public void TellBroken() => _broken.Tell();

    // The list is read while users go on signing up: those come after all that were stored when the database was read.
    private async Task ReportUnexpectedAsync(Guid id, CancellationToken cancel)
    {
        if (await stored.FindAsync(_tenancy, id, cancel) is not { } user) return;
        if ((user.SignedUpAt.UnixMilliseconds, id).CompareTo(_last) <= 0)
            Report(id, $"is in {kind.Name} more than once, out of order, or although it should not be");
    }

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
        await FindSignedUpAsync(cancel);
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
            return false;
        }

        await FindSignedUpAsync(cancel);
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
        Resume();
        if (await stored.FindAsync(_tenancy, user.Id, cancel) is null) return;
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
        if (differences.Count == 0 || await stored.FindAsync(_tenancy, user.Id, cancel) is not { } now) return;
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

    private void KeepUnexpected(Guid id)
    {
        if (!_unexpected.Contains(id)) _new.Add(id);
        Keep(_unexpected, id);
    }

    // Who signs up after the stored users were read may be deleted before the list ends, and was rightly in it all the same: those who are
    // stored soon after their page was read are no finding.
    private async Task FindSignedUpAsync(CancellationToken cancel)
    {
        if (_new.Count == 0) return;
        _signedUp.UnionWith(await stored.ExistingAsync(_tenancy, [.. _new], cancel));
        _new.Clear();
    }

    private void Keep(HashSet<Guid> kept, Guid id)
    {
        if (kept.Add(id) ? kept.Count <= MaxKept : ++_repeats <= _maxRepeats) return;
        Findings.Report(
            _list.Response!,
            kept == _unlisted
                ? $"{kind.Name} lacks more than {MaxKept} stored users"
                : $"{kind.Name} goes on although all is listed, or repeats users: it has no end, or more than {MaxKept} users too many");
        GiveUp($"{kind.Name} is too different");
    }

    private void GiveUp(string why)
    {
        IsGivenUp = true;
        api.Row.Skip("the rest of a users' list", why);
    }

    private void Report(Guid id, string message) =>
        Findings.Report(_list.Response! with { Subject = $"user:{id}" }, message, value: message);
}
