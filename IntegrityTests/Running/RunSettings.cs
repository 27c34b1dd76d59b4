using System.Text.Json.Nodes;

namespace IntegrityTests.Running;

/// <summary>The settings of a run.</summary>
public sealed record RunSettings
{
    /// <summary>Rows of a case in flight at once. Default: 16.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>The largest number of passed rows that share one result. Default: 1000.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Failing rows of a case that get a result of their own; further ones share one result per page. Default: 100.</summary>
    public int MaxFailuresPerCase { get; init; } = 100;

    /// <summary>The severity from which a finding fails its row. Default: <see cref="Severity.Error"/>.</summary>
    public Severity FailOn { get; init; } = Severity.Error;

    /// <summary>
    /// How long rows are pulled for checks that ask <see cref="CheckAttribute.IsPerRow">per row</see>; what is in flight then is finished.
    /// Default: null, until there are no more.
    /// </summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Whether the run may pause between rows, as <see cref="Run.GoOn"/> says. Default: false.</summary>
    public bool MayPause { get; init; }

    /// <summary>What an earlier run reported, where only that is looked at again. Default: null, the whole scope is verified.</summary>
    public IEarlierRun? Only { get; init; }

    /// <summary>
    /// What an earlier run reported, with which a run over the whole scope is compared. Default: null, with nothing. With
    /// <see cref="Only"/> the run is compared with that.
    /// </summary>
    public IEarlierRun? Previous { get; init; }

    /// <summary>
    /// Whether a later run goes on with the rows that this one leaves: these are then no reason to be red, unless the end of the run says
    /// so (<see cref="Conclude"/>). Checks that ask per row may leave rows out that an earlier run verified. Default: false.
    /// </summary>
    public bool Continues { get; init; }

    /// <summary>Whether checks that ask per row may come to an end before they have verified all rows that there are.</summary>
    public bool IsPartial => Budget is not null || Sample is not null || Continues;

    /// <summary>
    /// Which random part of their rows the sources of checks that ask per row choose, in words such as <c>1 %</c>. Default: null, all.
    /// </summary>
    public string? Sample { get; init; }

    /// <summary>
    /// Which part of a run this is, such as <c>2/8</c>, where several machines verify a part each. It then says of every case what it
    /// verified of what there is, for whoever puts the parts together (<see cref="Union"/>). Default: null, this is the whole run.
    /// </summary>
    public string? Part { get; init; }

    /// <summary>
    /// The results of all parts of a run, where these are put together: no source is read then, and no check is called. Default: null.
    /// </summary>
    public UnionSettings? Union { get; init; }

    /// <summary>The folder of <c>findings.jsonl</c>. Default: <c>TestResults/integrity</c> under the working folder.</summary>
    public string ResultsDirectory { get; init; } = Path.Combine("TestResults", "integrity");

    /// <summary>The file of known findings, which do not fail their rows. Default: none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Whether the findings of this run are written to <see cref="Baseline"/>. Default: false.</summary>
    public bool WritesBaseline { get; init; }

    /// <summary>
    /// Whether a run with these settings verifies all of a project, or with null all that belongs to none: only then a known finding that
    /// does not occur is stale. Default: always.
    /// </summary>
    public Func<string?, bool> VerifiesAllOf { get; init; } = static _ => true;

    /// <summary>Removes secrets from a text; every text that leaves the run goes through it. Default: changes nothing.</summary>
    public Func<string, string> Redact { get; init; } = static text => text;

    /// <summary>
    /// What checks may ask for in their constructors, and sources by <see cref="Run.FixtureAsync{T}"/>: per type, what makes the only
    /// instance of the run when it is first asked for. It is disposed at the end of the run; a failure to make it aborts the run.
    /// Default: nothing.
    /// </summary>
    public IReadOnlyDictionary<Type, Func<Run, Task<object>>> Fixtures { get; init; } = new Dictionary<Type, Func<Run, Task<object>>>();

    /// <summary>
    /// Gives a value of a finding as it may be shown: shortened, and hidden where it is personal (the second argument) and the operator did
    /// not ask for personal data. Default: changes nothing.
    /// </summary>
    public Func<JsonNode?, bool, JsonNode?> Show { get; init; } = static (value, _) => value;

    /// <summary>
    /// Says what an exception says, as it may be shown: its text may quote the data that it is about. Default: its message.
    /// </summary>
    public Func<Exception, string> Explain { get; init; } = static failure => failure.Message;

    /// <summary>
    /// Says what there is to say of the run as a whole, when all cases have ended and the fixtures are not yet disposed. Not asked in a run
    /// that was stopped or given up. Default: nothing.
    /// </summary>
    public Func<Run, Task<Conclusion>> Conclude { get; init; } = static _ => Task.FromResult(new Conclusion([], []));

    /// <summary>
    /// Hears each finding as it is shown, known ones included, by several threads at once. Default: nothing does.
    /// </summary>
    public Action<Finding> Found { get; init; } = static _ => { };

    /// <summary>
    /// How far a check is from the stored rows, by its code: 0 for one that reads them. Findings about one row are put together under the
    /// nearest. Default: all are equally near.
    /// </summary>
    public Func<string, int> Distance { get; init; } = static _ => 0;

    /// <summary>Says what a finding means, and how to look into it. Default: nothing is known.</summary>
    public Func<Finding, Explanation?> Meaning { get; init; } = static _ => null;

    /// <summary>Whether the summary has a line for each check and for each reason why something was left out. Default: false.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>The service that runs the tests. Default: none.</summary>
    public Surroundings Surroundings { get; init; } = new();

    /// <summary>Follows the run. Default: null, nothing follows it.</summary>
    public IRunFollower? Follower { get; init; }

    /// <summary>Lines that are printed at the start.</summary>
    public IReadOnlyList<string> Banner { get; init; } = [];

    /// <summary>What the first line of <c>findings.jsonl</c> says about the run, such as target and scope.</summary>
    public JsonObject Header { get; init; } = [];
}
