using IntegrityTests.Connections;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Redaction;

namespace IntegrityTests.Access;

/// <summary>
/// Finds where a project's users are: the platform's database, or the one that the config's <c>sourceOfTruth</c> names (source:
/// stack-auth/database.md).
/// </summary>
public sealed class UserStores(ReplicaDatabase platform, ProjectConfigs configs, Secrets secrets) : IAsyncDisposable
{
    private readonly RecentlyUsed<string, OwnDatabase> _own = new(capacity: 64);

    /// <summary>The project's store. A project whose config is not served is looked for in the platform's database.</summary>
    public async Task<UserStore> OfAsync(Project project, CancellationToken cancel)
    {
        var answer = await configs.OfAsync(project, cancel);
        if (answer.Config?.UserDatabase is not { } connectionString) return new UserStore(platform, null, answer.Config, answer.Payments);
        var own = await _own.GetAsync(connectionString, () => OpenAsync(connectionString)).WaitAsync(cancel);
        return new UserStore(own.Database, own.Problem, answer.Config, answer.Payments);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _own.DisposeAsync();

    private async Task<OwnDatabase> OpenAsync(string connectionString)
    {
        secrets.Add(connectionString);
        try
        {
            var database = await ReplicaDatabase.OpenAsync(ConnectionString.Read(connectionString).ConnectionString, CancellationToken.None);
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
