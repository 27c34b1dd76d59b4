using Npgsql;

namespace SampleDeployment.Data.Engine;

/// <summary>Moves the engine's clock on, as the platform's worker does every second. What is due then has happened.</summary>
internal sealed class EngineWorker : IAsyncDisposable
{
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
            {
                await using var command = source.CreateCommand(
                    """
                    UPDATE "BulldozerTimeFoldMetadata" SET "lastProcessedAt" = now(), "updatedAt" = now() AT TIME ZONE 'UTC'
                    WHERE key = 'singleton'
                    """);
                await command.ExecuteNonQueryAsync(stop);
            }
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
}
