using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;

namespace IntegrityTests.Sources;

/// <summary>Those users of a walk that belong to a shard, in pages of at least as many as those of the walk, but for the last.</summary>
/// <param name="shard">The part of the run.</param>
/// <param name="project">Whose users.</param>
internal sealed class OwnedUsers(Shard shard, Project project)
{
    private List<User> _page = [];

    /// <summary>How many there are so far.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a page of the walk, and gives one of users of the shard when there are enough.</summary>
    public IReadOnlyList<User>? Add(IReadOnlyList<User> page)
    {
        if (shard == Shard.Whole)
        {
            Count += page.Count;
            return page;
        }

        foreach (var user in page.Where(user => shard.OwnsUser(project.Id, user.Id.ToString())))
        {
            Count++;
            _page.Add(user);
        }

        return _page.Count < KeysetPages.Size ? null : Rest();
    }

    /// <summary>Those of which no page was given yet; null: there are none.</summary>
    public IReadOnlyList<User>? Rest()
    {
        if (_page.Count == 0) return null;
        var page = _page;
        _page = [];
        return page;
    }
}
