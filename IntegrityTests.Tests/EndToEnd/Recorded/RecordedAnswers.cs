using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>What the API of one test answers: the recording, and what the test changes of it.</summary>
internal sealed class RecordedAnswers(Recording recording)
{
    private readonly ConcurrentDictionary<(string Project, string Path), Answer> _changed = new();
    private readonly ConcurrentDictionary<string, UserLists> _lists = new();
    private readonly ConcurrentDictionary<string, Answer> _projects = new();

    /// <summary>The moment of its balances.</summary>
    public string ReadAt => recording.ReadAt;

    /// <summary>Whether what is asked of no project is answered as the newer version does. Default: as the recording's backend.</summary>
    public bool AreNewer { get; set; } = recording.IsNewer;

    /// <summary>What the servers say about the version of a client (source: docs/platform.md, Telling the generations apart).</summary>
    public Answer Version => Answer.Json(new JsonObject
    {
        ["upToDate"] = false,
        ["severe"] = true,
        ["error"] = $"YOUR VERSION IS OUTDATED (your version is v999.0.0; the current version is v{(AreNewer ? "2.8.86" : "2.8.77")}). "
            + "PLEASE RUN THE FOLLOWING COMMAND TO UPDATE.",
    });

    private Answer FirstTransaction => AreNewer
        ? Answer.Text(400, "Invalid cursor")
        : Answer.Json(new JsonObject { ["transactions"] = new JsonArray(), ["next_cursor"] = null });

    /// <summary>The answer, or null when the recording has none.</summary>
    public Answer? Find(string project, string path)
    {
        if (_projects.TryGetValue(project, out var same)) return same;
        if (_changed.TryGetValue((project, path), out var changed)) return changed;
        if (path == Paths.UnknownCursor) return FirstTransaction;
        return UserLists.IsList(path) ? Lists(project).Page(path) : recording.Answers.GetValueOrDefault((project, path));
    }

    /// <summary>Whether the recording has the project.</summary>
    public bool Has(string project) => recording.Answers.ContainsKey((project, "/api/v1/internal/projects/current"));

    /// <summary>The users' lists of a project.</summary>
    public UserLists Lists(string project) => _lists.GetOrAdd(project, id => new UserLists(recording, id));

    /// <summary>Gives another answer.</summary>
    public void Replace(string project, string path, Answer answer) => _changed[(project, path)] = answer;

    /// <summary>Gives the same answer to whatever is asked about a project.</summary>
    public void ReplaceAll(string project, Answer answer) => _projects[project] = answer;

    /// <summary>Changes the body of an answer.</summary>
    public void Change(string project, string path, Action<JsonObject> change) =>
        Replace(project, path, Find(project, path)!.Changed(change));

    /// <summary>Changes the body of every recorded answer whose path begins so.</summary>
    public void ChangeAll(string project, string pathPrefix, Action<JsonObject> change)
    {
        foreach (var (owner, path) in recording.Answers.Keys)
            if (owner == project && path.StartsWith(pathPrefix, StringComparison.Ordinal)) Change(project, path, change);
    }
}
