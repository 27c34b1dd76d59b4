using System.Collections.Concurrent;
using Npgsql;

namespace SampleDeployment.Api.Projects;

/// <summary>The deployment's database, and those that projects bring along.</summary>
internal sealed class Databases(string connectionString) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<NpgsqlDataSource>> _external = new();

    public NpgsqlDataSource Main { get; } = Open(new(connectionString));

    /// <summary>A project's own database, by its <c>postgres://</c> URI.</summary>
    public NpgsqlDataSource External(string uri) => _external.GetOrAdd(uri, key => new(() => Open(Parse(new(key))))).Value;

    public async ValueTask DisposeAsync()
    {
        await Main.DisposeAsync();
        foreach (var source in _external.Values)
            await source.Value.DisposeAsync();
    }

    private static NpgsqlDataSource Open(NpgsqlConnectionStringBuilder target)
    {
        target.MaxAutoPrepare = 50;
        target.AutoPrepareMinUsages = 2;
        target.MaxPoolSize = 40;
        target.NoResetOnClose = true;
        // It reads its own tables, so that it need not ask the server for all of its types first.
        return new NpgsqlDataSourceBuilder(target.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
    }

    private static NpgsqlConnectionStringBuilder Parse(Uri uri)
    {
        var account = uri.UserInfo.Split(':', 2);
        return new()
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort ? 5432 : uri.Port,
            Username = Uri.UnescapeDataString(account[0]),
            Password = account.Length > 1 ? Uri.UnescapeDataString(account[1]) : null,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
    }
}
