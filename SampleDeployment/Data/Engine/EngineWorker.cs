using Npgsql;

namespace SampleDeployment.Data.Engine;

/// <summary>
/// Moves the engine's clock on, as the platform's worker does every second, and lets happen what is due then. Of a time fold that has no
/// row in the registry of what follows from it, everything stays in the queue.
/// </summary>
internal sealed class EngineWorker : IAsyncDisposable
{
    private const string Tick =
        """
        UPDATE "BulldozerTimeFoldMetadata" SET "lastProcessedAt" = now(), "updatedAt" = now() AT TIME ZONE 'UTC' WHERE key = 'singleton';
        SELECT coalesce(array_agg(DISTINCT q."rowData" ->> 'tenancyId'), '{}')
        FROM "BulldozerTimeFoldQueue" q JOIN "BulldozerTimeFoldDownstreamCascade" USING ("tableStoragePath")
        WHERE q."scheduledAt" <= now()
        """;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _working;

    public EngineWorker(string database) => _working = WorkAsync(database, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _working;
        _stop.Dispose();
    }

    private static async Task WorkAsync(string database, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(database);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await GoOnAsync(source, stop);
        }
        catch (OperationCanceledException)
        {
            // The deployment stops.
        }
        catch (NpgsqlException lost)
        {
            await Console.Error.WriteLineAsync($"The payments engine's clock stands still: {lost.Message}");
        }
    }

    private static async Task GoOnAsync(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await EngineDerivation.LockAsync(connection, stop);
        await using (var tick = new NpgsqlCommand(Tick, connection))
        {
            var due = (string[])(await tick.ExecuteScalarAsync(stop))!;
            await EngineDerivation.RenewAsync(connection, due, stop);
        }

        await transaction.CommitAsync(stop);
    }
}
