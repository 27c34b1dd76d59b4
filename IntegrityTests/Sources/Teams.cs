using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Teams as rows of theories, lazily, page by page.</summary>
public static class Teams
{
    /// <summary>Rows of (<see cref="Project"/>, <see cref="Team"/>): every stored team in scope, with the grants of its members.</summary>
    public static RowSource InScope => RowSource.From(RowsAsync);

    private static async IAsyncEnumerable<object[]> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await Witnesses.OfRunAsync();
        Projects.RequireUsers(witnesses);
        var nothing = new NothingFound("team");
        await foreach (var project in Projects.OfCaseAsync(witnesses, cancel))
        {
            if (nothing.HasNoTenancy(project) || !witnesses.Options.Shard.Owns(project.Id)) continue;
            var store = await witnesses.Stores.OfAsync(project, cancel);
            if (nothing.HasNoDatabase(store) || nothing.LacksColumns(store.Teams!.WhyUnreadable)) continue;
            await foreach (var page in store.Teams.PagesAsync(project.TenancyId!.Value, withGrants: true, cancel))
            {
                foreach (var team in page)
                {
                    nothing.Found();
                    yield return [project, team];
                }
            }
        }

        nothing.ThrowIfSo();
    }
}
