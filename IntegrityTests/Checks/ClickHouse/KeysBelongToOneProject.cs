using IntegrityTests.Access;
using IntegrityTests.Copies;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH006: nothing lives in ClickHouse in two projects at once.</summary>
[Check("CLH006", Severity.Error, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class KeysBelongToOneProject(CopyWitness copy, Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(CopiedProjects.Whole), MemberType = typeof(CopiedProjects))]
    public async Task Every_key_lives_in_one_project(WholeCopy _, CheckRow row, CancellationToken cancel)
    {
        var scope = await CopyScope.OfAsync(witnesses, cancel);
        foreach (var mapping in AllMappings.All)
        {
            var found = await copy.AskAsync<IReadOnlyList<SharedKey>>(
                async (server, _) => server.Schema.HasTable(mapping.Name) ? await new SharedKeys(server).OfAsync(mapping, cancel) : [],
                cancel);
            foreach (var shared in found.Take(SharedKeys.MaxNamed)) Report(row, scope, mapping, shared);
            if (found.Count > SharedKeys.MaxNamed)
                row.Skip(mapping.Name, $"only the first {SharedKeys.MaxNamed} keys that live in two projects are reported");
        }
    }

    private static void Report(CheckRow row, CopyScope scope, Mapping mapping, SharedKey shared)
    {
        var project = scope.Has(shared.First) ? shared.First : shared.Second;
        if (!scope.Has(project))
        {
            row.Skip("rows of other projects", "keys that live in two projects of which none is in scope");
            return;
        }

        row.Report(new Finding
        {
            Code = row.Check.Code,
            Severity = row.Check.Severity,
            Project = project,
            Subject = $"{mapping.Kind}:{string.Join('/', shared.Key)}",
            Message = $"lives in analytics_internal.{mapping.Name} in project {shared.First} and in project {shared.Second}",
            Value = mapping.Name,
        });
    }
}
