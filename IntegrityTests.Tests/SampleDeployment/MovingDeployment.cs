using Npgsql;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>A sample that changes its rows, with the rows.</summary>
internal sealed class MovingDeployment(ServedDeployment served, NpgsqlDataSource database) : IAsyncDisposable
{
    public ServedDeployment Served => served;

    public async Task<T> ScalarAsync<T>(string sql, params string[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await served.DisposeAsync();
        await database.DisposeAsync();
    }
}
