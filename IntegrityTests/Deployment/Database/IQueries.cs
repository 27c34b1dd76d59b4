using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>What answers queries: a database as it goes on, or one moment of it.</summary>
public interface IQueries
{
    /// <summary>Runs a query and maps its rows.</summary>
    Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancel, params (string Name, object Value)[] parameters);
}
