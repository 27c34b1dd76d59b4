using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Says why a source has no row although nothing is wrong with it, so that its test case is skipped and never green.</summary>
internal sealed class NothingFound(string kind)
{
    private string? _reason;
    private bool _hasRows;

    /// <summary>Notes a row.</summary>
    public void Found() => _hasRows = true;

    /// <summary>Whether the project has no tenancy to look in; noted as the reason.</summary>
    public bool HasNoTenancy(Project project)
    {
        if (project.TenancyId is not null) return false;
        _reason = $"project {project.DisplayName} ({project.Id}) has {project.Tenancies.Count} tenancies on its default branch instead of one (see PRJ004)";
        return true;
    }

    /// <summary>Whether the project's own database cannot be reached; noted as the reason.</summary>
    public bool HasNoDatabase(UserStore store)
    {
        if (store.Database is not null) return false;
        _reason = store.Problem;
        return true;
    }

    /// <summary>Whether the deployment lacks what the rows are read from; noted as the reason.</summary>
    public bool LacksColumns(string? whyMissing)
    {
        if (whyMissing is null) return false;
        _reason = whyMissing;
        return true;
    }

    /// <summary>Ends the test case as skipped when it had no row.</summary>
    public void ThrowIfSo()
    {
        if (!_hasRows) throw new NothingToVerifyException(_reason ?? $"no {kind} is stored in scope");
    }
}
