using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>
/// What became of a source, said when it ends: why it had no row although nothing is wrong, so that its test case is skipped and never
/// green; or what kept it from finding all rows, so that the case is not verified.
/// </summary>
/// <param name="kind">What a row is, such as <c>user</c>.</param>
internal sealed class SourceOutcome(string kind)
{
    private const int MaxProblems = 5;
    private readonly List<string> _problems = [];
    private string? _reason;
    private string? _reportedBy;
    private bool _hasRows;
    private bool _isElsewhere;
    private int _problemCount;

    /// <summary>Notes a row.</summary>
    public void Found() => _hasRows = true;

    /// <summary>Whether the project has no tenancy to look in; noted as the reason.</summary>
    public bool HasNoTenancy(Project project)
    {
        if (project.TenancyId is not null) return false;
        _reason = $"{Name(project)} has {project.Tenancies.Count} tenancies on its default branch "
            + "instead of one (see PRJ004)";
        return true;
    }

    /// <summary>Whether the project's own database cannot be reached: its rows are not verified.</summary>
    public bool HasNoDatabase(Project project, UserStore store)
    {
        if (store.RowsGap is not { } gap) return false;
        CannotFind($"The rows of {Name(project)} cannot be found: {gap.Reason.TrimEnd('.')}.");
        return true;
    }

    /// <summary>Whether the project's config, which says what to look for, cannot be used; noted as the reason.</summary>
    public bool HasNoConfig(Project project, UserStore store)
    {
        if (store.ConfigGap is not { } gap) return false;
        if (gap.IsProven) (_reason, _reportedBy) = (gap.Reason, gap.ReportedBy);
        else CannotFind($"What to look for in {Name(project)} is not known: {gap.Reason.TrimEnd('.')}.");
        return true;
    }

    /// <summary>Whether the deployment lacks what the rows are read from; noted as the reason.</summary>
    public bool LacksColumns(string? whyMissing)
    {
        if (whyMissing is null) return false;
        _reason = whyMissing;
        return true;
    }

    /// <summary>Notes why there may rightly be no row at all.</summary>
    public void MayHaveNone(string reason) => _reason = reason;

    /// <summary>Notes that another shard verifies some of the rows.</summary>
    public void SomeAreElsewhere() => _isElsewhere = true;

    /// <summary>Whether another shard verifies the project; noted as the reason.</summary>
    public bool IsElsewhere(Witnesses witnesses, Project project)
    {
        if (witnesses.Options.Shard.Owns(project.Id)) return false;
        _isElsewhere = true;
        return true;
    }

    /// <summary>Notes what keeps rows from being found. The other projects of the case are read all the same.</summary>
    public void CannotFind(string problem)
    {
        if (++_problemCount <= MaxProblems) _problems.Add(problem);
    }

    /// <summary>Notes why not every row was visited; null: every one was.</summary>
    public void IsIncomplete(string? why)
    {
        if (why is not null) CannotFind(why);
    }

    /// <summary>Ends the source. Call it after the last row.</summary>
    /// <exception cref="NotVerifiedException">Not all rows could be found.</exception>
    /// <exception cref="NothingToVerifyException">There was no row, and nothing is wrong with that.</exception>
    public void Conclude()
    {
        if (_problemCount > MaxProblems) _problems.Add($"{_problemCount - MaxProblems} more projects have such a problem.");
        if (_problems.Count > 0) throw new NotVerifiedException(string.Join(' ', _problems));
        if (!_hasRows && _isElsewhere) throw NothingToVerifyException.Elsewhere();
        if (!_hasRows) throw new NothingToVerifyException(_reason ?? $"no {kind} is stored in scope") { ReportedBy = _reportedBy };
    }

    private static string Name(Project project) => $"project {project.DisplayName} ({project.Id})";
}
