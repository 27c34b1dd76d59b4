using IntegrityTests.Access;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH001: what was copied to ClickHouse is there, and says what the row says.</summary>
[Check("CLH001", Severity.Error, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class RowsAreCopied(CopyWitness copy)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.CopiedProjects.InScope), MemberType = typeof(Sources.CopiedProjects))]
    public async Task Every_row_that_was_copied_is_copied_as_it_is(Project project, CheckRow row, CancellationToken cancel)
    {
        var found = await copy.OfAsync(project, cancel);
        new CopyFindings(row, project).Report(found, Verdict.Missing, Verdict.Outdated, Verdict.Differs);
        var ahead = found.Tenancies.SelectMany(tenancy => tenancy.Mappings).Sum(mapping => mapping.Count(Verdict.Ahead));
        if (ahead > 0)
        {
            throw new NotVerifiedException(
                $"ClickHouse is ahead of this database for {ahead} keys of the project, which say nothing: the database is a copy of an "
                + "earlier time, its standby is behind, or its sequence was set back. Everything else of the project was compared. "
                + "Expected: the database that this ClickHouse is filled from, or a standby of it that has caught up.");
        }
    }
}
