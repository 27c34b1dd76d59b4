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

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        Projects.RequireUsers(witnesses);
        await Totals.ExpectAsync(context, RowKinds.Teams);
        var outcome = new SourceOutcome("team");
        await foreach (var project in Projects.OfCaseAsync(witnesses, context, cancel))
        {
            if (outcome.HasNoTenancy(project) || outcome.IsElsewhere(witnesses, project)) continue;
            var store = await witnesses.Stores.OfAsync(project, cancel);
            if (outcome.HasNoDatabase(project, store) || outcome.LacksColumns(store.Teams!.WhyUnreadable)) continue;
            if (Named.Ids(context, project, "team") is { } named)
            {
                outcome.MayHaveNone(Named.NoneLeft);
                await foreach (var page in Named.TeamsAsync(context, project, store.Teams, named, cancel))
                {
                    foreach (var team in page)
                    {
                        outcome.Found();
                        yield return [project, team];
                    }
                }

                continue;
            }

            await Expected.RowsAsync(context, store, project, store.Teams.Walk, cancel);
            var visited = 0L;
            await foreach (var page in Continuations.ChooseAsync(context, project, "team", WalkAsync, outcome, cancel))
            {
                var wanted = Sampled.Of(witnesses, project, page, team => team.Id.ToString());
                if (wanted.Count < page.Count) outcome.MayHaveNone(Sampled.None);
                if (wanted.Count == 0) continue;
                await foreach (var portion in store.Teams.CompleteAsync(project.TenancyId!.Value, wanted, cancel))
                {
                    foreach (var team in portion)
                    {
                        outcome.Found();
                        yield return [project, team];
                    }
                }
            }

            context.Claim("teams", visited, visited);
            outcome.IsIncomplete(await witnesses.Coverage.WhyIncompleteAsync(
                store.Database!, project, store.Teams.Walk, visited, null, cancel));

            async IAsyncEnumerable<IReadOnlyList<Team>> WalkAsync()
            {
                visited = 0;
                await foreach (var page in store.Teams!.PagesAsync(project.TenancyId!.Value, withGrants: false, cancel))
                {
                    visited += page.Count;
                    yield return page;
                }
            }
        }

        outcome.Conclude();
    }
}
