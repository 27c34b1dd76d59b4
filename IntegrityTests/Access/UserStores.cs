using IntegrityTests.Connections;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Redaction;

namespace IntegrityTests.Access;

/// <summary>
/// Finds where a project's users are: the platform's database, or the one that the config's <c>sourceOfTruth</c> names (source:
/// docs/platform.md, Config).
/// </summary>
/// <param name="platform">The platform's database.</param>
/// <param name="configs">The projects' rendered configs.</param>
/// <param name="secrets">Gets the connection strings in them, so that no output shows them.</param>
/// <param name="capacity">How many own databases keep connections. Default: 64.</param>
public sealed class UserStores(ReplicaDatabase platform, ProjectConfigs configs, Secrets secrets, int capacity = 64) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();

    // A database that is forgotten may still be read by rows and sources that have it.
    private readonly RecentlyUsed<string, OwnDatabase> _own = new(capacity, static own => own.Database?.Retire());

    /// <summary>The project's store. Without a config, the users are taken to be in the platform's database.</summary>
    public async Task<UserStore> OfAsync(Project project, CancellationToken cancel)
    {
        var answer = await configs.OfAsync(project, cancel);
        if (answer.Config?.UserDatabase is not { } connectionString)
            return new UserStore(platform, null, answer.Config, answer.Payments) { ConfigGap = answer.Gap };
        var own = await _own.GetAsync(connectionString, () => OpenAsync(connectionString)).WaitAsync(cancel);
        return new UserStore(own.Database, own.Problem, answer.Config, answer.Payments) { ConfigGap = answer.Gap };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _own.DisposeValuesAsync();
        _ended.Dispose();
    }

    private async Task<OwnDatabase> OpenAsync(string connectionString)
    {
        secrets.Add(connectionString);
        try
        {
            var database = await ReplicaDatabase.OpenAsync(ConnectionString.Read(connectionString).ConnectionString, _ended.Token);
            if (database.Schema.WhyMissing(UserColumns.Key) is not { } reason)
                return new OwnDatabase(database, null);
            await database.DisposeAsync();
            return new OwnDatabase(null, $"the project's own database is not usable: {reason}");
        }
        catch (DatabaseUnavailableException exception)
        {
            return new OwnDatabase(null, $"the project's own database is not usable: {exception.Message}");
        }
        catch (FormatException exception)
        {
            return new OwnDatabase(null, $"the project's own database is not usable: its connection string {exception.Message}");
        }
    }

    private sealed record OwnDatabase(ReplicaDatabase? Database, string? Problem) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Database?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
