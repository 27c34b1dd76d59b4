using IntegrityTests.Access;
using IntegrityTests.Copies;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH007: ClickHouse has what it says was copied, and says it of tenancies and mappings that exist.</summary>
[Check("CLH007", Severity.Error, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class CopyKnowsHowFarItIs(CopyWitness copy, Witnesses witnesses)
{
    private static readonly HashSet<string> Known = [.. AllMappings.All.Select(mapping => mapping.Name)];

    [StreamingTheory]
    [MemberData(nameof(CopiedProjects.Whole), MemberType = typeof(CopiedProjects))]
    public async Task What_was_copied_is_there(WholeCopy _, CheckRow row, CancellationToken cancel)
    {
        var scope = await CopyScope.OfAsync(witnesses, cancel);
        await copy.AskAsync(
            async (server, database) =>
            {
                var reader = new CopiedUpTo(server, database);
                var sequence = await reader.SequenceAsync(cancel);
                if (sequence is null) row.Skip("ids of the sequence", "the user may not read the sequence global_seq_id");
                await foreach (var said in reader.ReadAsync(cancel))
                    if (said.Project is null || scope.Has(said.Project)) Judge(row, said, sequence);
                return true;
            },
            cancel);
    }

    private static void Judge(CheckRow row, CopiedMapping said, IdSequence? sequence)
    {
        if (said.Project is null)
        {
            Report(row, said, Severity.Info, "is of a tenancy that does not exist", "its tenancy was deleted");
            return;
        }

        if (!Known.Contains(said.Name))
            Report(row, said, Severity.Warning, "is of a mapping that this suite does not know, and is not compared");
        else if (sequence is not null && !sequence.Gives(said.Said))
            Report(row, said, Severity.Error, $"says that all was copied up to {said.Said}, an id that the sequence never gives");
        else if (said.Said > (said.Greatest ?? 0))
            Report(row, said, Severity.Error, $"says that all was copied up to {said.Said}, but the table only has {said.Greatest ?? 0}");
        else if (said.Said > sequence?.Last)
            row.Skip("how far ClickHouse is", "ClickHouse is ahead of the database, which is a copy of an earlier time");
        else if (said.Said < said.Greatest)
            Report(
                row, said, Severity.Info, $"says that all was copied up to {said.Said}, but the table has {said.Greatest}",
                "what was copied will be copied again");
    }

    private static void Report(CheckRow row, CopiedMapping said, Severity severity, string message, string? cause = null) =>
        row.Report(new Finding
        {
            Code = row.Check.Code,
            Severity = severity,
            Project = said.Project,
            Subject = $"copy:{said.Tenancy}/{said.Name}",
            Message = message,
            Value = FindingValue.Of(message),
            Cause = cause,
        });
}
