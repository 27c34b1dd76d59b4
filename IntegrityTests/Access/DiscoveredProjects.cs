using System.Data.Common;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using Npgsql;

namespace IntegrityTests.Access;

/// <summary>The projects in scope as discovery finds them, before there is a run: it must not keep an IDE waiting.</summary>
internal static class DiscoveredProjects
{
    /// <summary>
    /// How long discovery waits for a connection to the database where the connection string does not say it: 5 s. An IDE waits so long for
    /// an unreachable one.
    /// </summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    /// <summary>The projects in scope; none where the database must not be verified.</summary>
    /// <param name="options">The deployment and the scope.</param>
    /// <param name="most">So many of them at most.</param>
    /// <param name="clock">Measures how long connecting takes.</param>
    /// <param name="cancel">Cancels all of it.</param>
    /// <exception cref="TimeoutException">No connection within the time limit; the message says how to wait for longer.</exception>
    public static Task<List<(string Id, string Name)>> FindAsync(
        IntegrityOptions options, int most, TimeProvider clock, CancellationToken cancel) => options.UsesSample
            ? OfSampleAsync(options, cancel)
            : OfDatabaseAsync(options, most, clock, cancel);

    private static async Task<List<(string Id, string Name)>> OfDatabaseAsync(
        IntegrityOptions options, int most, TimeProvider clock, CancellationToken cancel)
    {
        await using var database = await ConnectAsync(options.Database!, clock, cancel);
        if (Preflight.WhyUnusable(database, options) is not null) return [];
        return await new ProjectScope(database, options).ProjectsAsync(cancel)
            .Take(most)
            .Select(project => (project.Id, project.DisplayName))
            .ToListAsync(cancel);
    }

    private static async Task<ReplicaDatabase> ConnectAsync(string connectionString, TimeProvider clock, CancellationToken cancel)
    {
        var limit = ConnectLimitOf(connectionString);
        using var connecting = new CancellationTokenSource(limit, clock);
        await using var cancelled = cancel.Register(connecting.Cancel);
        // One that has answered may be slow, as on a busy machine.
        var opening = ReplicaDatabase.OpenAsync(
            connectionString, connecting.Token, connected: () => connecting.CancelAfter(Timeout.InfiniteTimeSpan));
        try
        {
            // Npgsql does not notice a cancellation while it waits for the server's first byte, only its own time limit.
            return await opening.WaitAsync(connecting.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"no connection to the database within {limit.TotalSeconds:0} s; where it takes longer, say so in INTEGRITY_DATABASE: "
                + "connect_timeout=30 in an address, Timeout=30 between keywords");
        }
    }

    private static TimeSpan ConnectLimitOf(string connectionString)
    {
        var said = new NpgsqlConnectionStringBuilder(connectionString).Timeout;
        // Npgsql's builder has every keyword, whether the text has it or not.
        var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return !words.ContainsKey(nameof(NpgsqlConnectionStringBuilder.Timeout)) ? ConnectLimit
            : said == 0 ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromSeconds(said);
    }

    private static async Task<List<(string Id, string Name)>> OfSampleAsync(IntegrityOptions options, CancellationToken cancel)
    {
        // The list does not say which were updated last.
        if (options.RecentFirst) return [];
        return (await SampleProcess.ListProjectsAsync(cancel))
            .Where(project => options.Projects.Count == 0 || options.Projects.Contains(project.Id))
            .OrderBy(project => project.Id, StringComparer.Ordinal)
            .Skip(options.StartAt - 1)
            .Take(options.Count ?? int.MaxValue)
            .Where(project => !options.SkipNeon || !project.Description.Contains("Neon", StringComparison.Ordinal))
            .Select(project => (project.Id, project.Name))
            .ToList();
    }
}
