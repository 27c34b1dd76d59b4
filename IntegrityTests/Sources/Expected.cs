using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Npgsql;

namespace IntegrityTests.Sources;

/// <summary>
/// How many rows a source will come to if nobody stops it. It is counted where rows may be left out, so that the run can say of how many
/// it verified some.
/// </summary>
internal static class Expected
{
    /// <summary>Counts the rows of a walk over a project that one shard verifies.</summary>
    public static Task RowsAsync(
        CaseContext context, UserStore store, Project project, KeysetWalk walk, CancellationToken cancel) =>
        RowsAsync(context, store, project, walk, static rows => rows, cancel);

    /// <summary>Counts the users of a project whose pages belong to the shard of the run.</summary>
    public static Task UsersAsync(
        CaseContext context, Witnesses witnesses, UserStore store, Project project, KeysetWalk walk, CancellationToken cancel) =>
        RowsAsync(context, store, project, walk, rows => witnesses.Options.Shard.Share(project.Id, rows, KeysetPages.Size), cancel);

    private static async Task RowsAsync(
        CaseContext context,
        UserStore store,
        Project project,
        KeysetWalk walk,
        Func<long, long> share,
        CancellationToken cancel)
    {
        if (!context.Run.Settings.IsPartial) return;
        try
        {
            var stored = await store.Database!.Census.OfAsync(walk, project.TenancyId!.Value, cancel);
            context.Expect(share(stored.Rows));
        }
        catch (NpgsqlException)
        {
            // The number is only said. Where the count is a proof, the end of the walk reports that it failed.
        }
    }
}
