using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;

namespace IntegrityTests.Expectations.Lists;

/// <summary>
/// Finds who is to blame for the pages of a users' list that cannot be served. A page also fails for the user after its last one, which
/// the backend reads for the cursor, so a user that can be read alone is only suspect, and cleared if the next one is to blame. Nobody is
/// reported before a page is served again: a list that never is served has one fault, not one per user.
/// </summary>
/// <param name="name">The list, for findings.</param>
internal sealed class BrokenPages(string name)
{
    private readonly List<(ApiResponse Answer, Guid User)> _blamed = [];
    private (ApiResponse Answer, Guid User)? _suspect;

    /// <summary>Blames the user at which the list breaks.</summary>
    /// <param name="answer">What the list answers for this user alone.</param>
    /// <param name="user">The user.</param>
    /// <param name="isReadable">Whether the user can be read outside of the list.</param>
    public void Add(ApiResponse answer, Guid user, bool isReadable)
    {
        if (isReadable) BlameSuspect();
        _suspect = (answer, user);
        if (!isReadable) BlameSuspect();
    }

    /// <summary>Reports each user that is to blame: the list works again behind them, or is not read any further.</summary>
    public void Tell()
    {
        BlameSuspect();
        foreach (var (answer, user) in _blamed)
            Findings.Report(
                answer with { Subject = $"user:{user}" },
                $"{name} cannot be served where it contains this user: it should answer 200, but answers {answer.Summary}");
        _blamed.Clear();
    }

    /// <summary>Reports the list as a whole if it broke at every one of so many users, otherwise each user.</summary>
    public void GiveUp(int breaks)
    {
        BlameSuspect();
        if (_blamed.Count >= breaks)
        {
            var (answer, user) = _blamed[0];
            Findings.Report(
                answer,
                $"{name} cannot be served: it should answer 200, but answers {answer.Summary} at each of "
                + $"{_blamed.Count} users in a row, the first of them {user}");
            _blamed.Clear();
        }

        Tell();
    }

    private void BlameSuspect()
    {
        if (_suspect is { } suspect) _blamed.Add(suspect);
        _suspect = null;
    }
}
