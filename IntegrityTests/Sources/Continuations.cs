using System.Runtime.CompilerServices;
using IntegrityTests.Continuation;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Which rows of a walk a run verifies that goes on where earlier ones ended.</summary>
internal static class Continuations
{
    /// <summary>The rows of a walk that are to be verified: all, or those that are missing or were verified long ago.</summary>
    /// <param name="context">The test case.</param>
    /// <param name="project">Whose rows.</param>
    /// <param name="kind">What they are, as their names begin.</param>
    /// <param name="walk">Walks over all of them.</param>
    /// <param name="outcome">Learns why there may be none.</param>
    /// <param name="cancel">Cancels the walks.</param>
    public static async IAsyncEnumerable<IReadOnlyList<T>> ChooseAsync<T>(
        CaseContext context,
        Project project,
        string kind,
        Func<IAsyncEnumerable<IReadOnlyList<T>>> walk,
        SourceOutcome outcome,
        [EnumeratorCancellation] CancellationToken cancel)
        where T : notnull
    {
        var pages = walk();
        if (context.Run.Settings.Continues)
        {
            var continued = await context.Run.FixtureAsync<Continued>();
            var kept = continued.Kept;
            pages = continued.ChooseAsync(context, project, kind, walk, row => row.ToString()!, cancel);
            await foreach (var page in pages) yield return page;
            if (continued.Kept > kept) outcome.MayHaveNone(Continued.AllKept);
            yield break;
        }

        await foreach (var page in pages) yield return page;
    }

    /// <summary>Notes that rows of a kind are to be verified, although nobody may come to them in this run.</summary>
    public static async Task ExpectAsync(CaseContext context, Project project, IEnumerable<string> kinds)
    {
        if (!context.Run.Settings.Continues) return;
        var continued = await context.Run.FixtureAsync<Continued>();
        foreach (var kind in kinds) continued.Of(context.Check.Code, project.Id, kind);
    }
}
