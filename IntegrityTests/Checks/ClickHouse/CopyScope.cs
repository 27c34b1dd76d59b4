using IntegrityTests.Access;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>Which projects a check of the whole copy reports.</summary>
/// <param name="projects">Their ids; null: all, so that none is kept.</param>
internal sealed class CopyScope(IReadOnlySet<string>? projects)
{
    /// <summary>Those in scope; where the options choose all, also those that do not exist.</summary>
    public static async Task<CopyScope> OfAsync(Witnesses witnesses, CancellationToken cancel) =>
        new(await witnesses.Projects.ChosenAsync(cancel));

    /// <summary>Whether the project is reported.</summary>
    public bool Has(string project) => projects?.Contains(project) ?? true;
}
