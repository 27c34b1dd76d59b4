using System.Text.Json.Nodes;

namespace IntegrityTests.Running;

/// <summary>The parts of a run that are put together, each of which verified its own share on a machine of its own.</summary>
/// <param name="Folder">The folder that has the results of all of them below it, in a folder each.</param>
public sealed record UnionSettings(string Folder)
{
    /// <summary>What the first lines of all parts have as <c>runId</c>. Default: null, the one that most of them have.</summary>
    public string? RunId { get; init; }

    /// <summary>Members of the first line of which each part may have its own: which part it is, how fast it was. Default: none.</summary>
    public IReadOnlyList<string> OfEach { get; init; } = [];

    /// <summary>Members that have to be as in <see cref="RunSettings.Header"/>: they decide what is red. Default: none.</summary>
    public IReadOnlyList<string> SameHere { get; init; } = [];

    /// <summary>
    /// Members that are paths, of which each machine may have its own, but which have to be set where they are in
    /// <see cref="RunSettings.Header"/>, and only there. Default: none.
    /// </summary>
    public IReadOnlyList<string> SetHere { get; init; } = [];

    /// <summary>
    /// Codes that have no test case of their own, because a follower reports them. What they are about may show in several parts, and
    /// is then told once. Default: none.
    /// </summary>
    public IReadOnlySet<string> OfFollower { get; init; } = new HashSet<string>();

    /// <summary>
    /// Whether a finding of <see cref="OfFollower"/> says that something whole came or went. Findings whose <see cref="Finding.Root"/> it
    /// is go with it, in whichever part they were found, and are not told. Default: none does.
    /// </summary>
    public Func<Finding, bool> HasComeOrGone { get; init; } = static _ => false;

    /// <summary>Gets the settings that all parts had, before anything of them is judged. Default: nothing does.</summary>
    public Action<JsonObject> Began { get; init; } = static _ => { };

    /// <summary>
    /// Puts together whatever else the parts left in their folders, which are given in the order of the parts, when all of them are there.
    /// Default: nothing.
    /// </summary>
    public Func<IReadOnlyList<string>, Conclusion> PutTogether { get; init; } = static _ => new Conclusion([], []);
}
