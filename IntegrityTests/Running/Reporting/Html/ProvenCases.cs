using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>What a test case proved: the worse, the earlier.</summary>
internal enum Proof
{
    /// <summary>Rows have findings that make the run red.</summary>
    Failed,

    /// <summary>Something could not be verified.</summary>
    NotVerified,

    /// <summary>Rows were left: the budget was over, or the run was stopped.</summary>
    InPart,

    Verified,

    /// <summary>There was nothing to verify, for a reason.</summary>
    Skipped,

    /// <summary>No test case of this check and project ran.</summary>
    NotAsked,
}

/// <summary>A test case that ended: a check over a project, or over the whole scope.</summary>
/// <param name="Proof">What it proved.</param>
/// <param name="Verified">Rows that were verified.</param>
/// <param name="Open">Rows that failed or were not verified, whichever it is about.</param>
internal sealed record ProvenCase(Proof Proof, long Verified, long Open)
{
    public static ProvenCase Of(JsonElement line)
    {
        var (verified, failed, notVerified) = (Count(line, "verified"), Count(line, "failed"), Count(line, "notVerified"));
        var proof = failed > 0 ? Proof.Failed
            : notVerified > 0 || ((JsonElement?)line).Flag("caseNotVerified") == true ? Proof.NotVerified
            : ((JsonElement?)line).Flag("left") == true ? Proof.InPart
            : verified > 0 ? Proof.Verified
            : Proof.Skipped;
        return new(proof, verified, proof == Proof.Failed ? failed : notVerified);
    }

    /// <summary>Two ends of one case, as the shards of a run have them.</summary>
    public ProvenCase And(ProvenCase other) => new(
        Proof < other.Proof ? Proof : other.Proof, Verified + other.Verified, Proof == other.Proof ? Open + other.Open
            : Proof < other.Proof ? Open : other.Open);

    private static long Count(JsonElement line, string name) =>
        line.Member(name) is { } value && value.TryGetInt64(out var count) ? count : 0;
}

/// <summary>What the test cases of a run proved, by check and project.</summary>
internal sealed class ProvenCases
{
    // Up to 200 projects get test cases of their own; a file may hold anything.
    private const int MaxCases = 20_000;

    private readonly Dictionary<(string Code, string? Project), ProvenCase> _cases = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doubted = new(StringComparer.Ordinal);

    /// <summary>The checks with a test case for each project.</summary>
    public IReadOnlyList<string> PerProject => [.. Codes(isOfProject: true)];

    /// <summary>The checks with a test case for the whole scope.</summary>
    public IReadOnlyList<string> OfWhole => [.. Codes(isOfProject: false)];

    /// <summary>The projects with test cases of their own: those where most is open first.</summary>
    public IReadOnlyList<(string Id, string Name)> Projects =>
    [
        .. _names.Select(project => (Id: project.Key, Name: project.Value, Proof: WorstOf(project.Key)))
            .OrderBy(project => project.Proof).ThenBy(project => project.Name, StringComparer.Ordinal)
            .ThenBy(project => project.Id, StringComparer.Ordinal).Select(project => (project.Id, project.Name)),
    ];

    /// <summary>Takes the line of a test case.</summary>
    public void Add(JsonElement line)
    {
        var (code, project) = (line.Text("code")!, line.Text("project"));
        if (_cases.Count == MaxCases) return;
        var ended = ProvenCase.Of(line);
        _cases[(code, project)] = _cases.TryGetValue((code, project), out var before) ? before.And(ended) : ended;
        if (project is not null) _names[project] = line.Text("projectName") ?? project;
        if (line.Text("title") is { } title) _titles[code] = title;
    }

    /// <summary>A check as a whole was not verified, whatever its rows say.</summary>
    public void Doubt(string code) => _doubted.Add(code);

    /// <summary>What a check proved over a project, or with null over the whole scope.</summary>
    public ProvenCase Of(string code, string? project) =>
        !_cases.TryGetValue((code, project), out var ended) ? new(Proof.NotAsked, 0, 0)
        : ended.Proof == Proof.Verified && _doubted.Contains(code) ? ended with { Proof = Proof.NotVerified }
        : ended;

    /// <summary>What a check proves, as its test cases are called; empty where that is not known.</summary>
    public string TitleOf(string code) => _titles.GetValueOrDefault(code, "");

    /// <summary>How many test cases proved what.</summary>
    public IReadOnlyDictionary<Proof, int> Counts => PerProject
        .SelectMany(code => _names.Keys.Select(project => Of(code, project)))
        .Concat(OfWhole.Select(code => Of(code, null)))
        .CountBy(ended => ended.Proof).ToDictionary();

    /// <summary>The worst of a project.</summary>
    public Proof WorstOf(string project) => PerProject.Select(code => Of(code, project).Proof).Min();

    private IEnumerable<string> Codes(bool isOfProject) => _cases.Keys
        .Where(key => key.Project is not null == isOfProject).Select(key => key.Code).Distinct().Order(StringComparer.Ordinal);
}
