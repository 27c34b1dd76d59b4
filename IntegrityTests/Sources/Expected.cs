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
        RowsAsync(context, store, project, walk, of: 1, cancel);

    /// <summary>
    /// Counts the users of a project that belong to the shard of the run. Only the end of the walk knows it exactly: ids decide.
    /// </summary>
    /// <returns>What was said; 0 where nothing was.</returns>
    public static Task<long> UsersAsync(
        CaseContext context, Witnesses witnesses, UserStore store, Project project, KeysetWalk walk, CancellationToken cancel) =>
        RowsAsync(context, store, project, walk, witnesses.Options.Shard.Of, cancel);

    private static async Task<long> RowsAsync(
        CaseContext context,
        UserStore store,
        Project project,
        KeysetWalk walk,
        int of,
        CancellationToken cancel)
    {
        if (!context.Run.Settings.IsPartial) return 0;
        try
        {
            var stored = await store.Database!.Census.OfAsync(walk, project.TenancyId!.Value, cancel);
            context.Expect(stored.Rows / of);
            return stored.Rows / of;
        }
        catch (NpgsqlException)
        {
            // The number is only said. Where the count is a proof, the end of the walk reports that it failed.
            return 0;
        }
    }
}
