using System.Text.Json;
using Npgsql;

namespace Benchmarks.Detection;

/// <summary>
/// Changes one random column of one random row of a project. Foreign keys do not hinder it: a restored database has none yet.
/// </summary>
internal sealed class RowDamager : IAsyncDisposable
{
    private const int MaxRefused = 20;
    private readonly NpgsqlConnection _connection;
    private readonly Queue<DamagedColumn> _columns;

    private RowDamager(NpgsqlConnection connection, IReadOnlyList<string> projects, IEnumerable<DamagedColumn> columns)
    {
        _connection = connection;
        Projects = projects;
        _columns = new Queue<DamagedColumn>(columns);
    }

    /// <summary>The projects that can be damaged, by id.</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <summary>Connects, and finds out which columns there are.</summary>
    public static async Task<RowDamager> OpenAsync(string database, Random random, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(DamagedDatabase.ConnectionString(database));
        await connection.OpenAsync(cancel);
        var projects = await DamagedDatabase.ProjectsAsync(connection, cancel);
        var columns = (await DamagedDatabase.ColumnsAsync(connection, random, cancel)).ToArray();
        random.Shuffle(columns);
        return new RowDamager(connection, projects, columns);
    }

    /// <summary>Damages the next column, in a row of this project.</summary>
    /// <exception cref="BenchmarkException">The database refused every attempt.</exception>
    public async Task<PlantedDamage> PlantAsync(string project, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MaxRefused; attempt++)
        {
            // Each column in turn, so that every field has its share.
            var column = _columns.Dequeue();
            _columns.Enqueue(column);
            if (await TryAsync(column, project, cancel) is { } damage) return damage;
        }

        throw new BenchmarkException($"No column of project {project} could be damaged.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<PlantedDamage?> TryAsync(DamagedColumn column, string project, CancellationToken cancel)
    {
        if (await column.PickAsync(_connection, project, cancel) is not { } row) return null;
        var changed = column.Mutate(row.Value);
        if (changed == row.Value) return null;
        try
        {
            var after = await column.UpdateAsync(_connection, row.Place, changed, cancel);
            return new PlantedDamage(project, column.Field, DamagedColumn.Describe(row.Value, changed), [.. Ids(row.Json), .. Ids(after)]);
        }
        catch (PostgresException refused) when (refused.SqlState[..2] is "22" or "23")
        {
            // A type or a constraint that every copy of the database has: such damage cannot occur.
            return null;
        }
    }

    private static List<string> Ids(string row)
    {
        using var json = JsonDocument.Parse(row);
        return json.RootElement.EnumerateObject()
            .Where(column => column.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase)
                && column.Value.ValueKind == JsonValueKind.String)
            .Select(column => column.Value.GetString()!)
            .Where(id => Guid.TryParse(id, out _))
            .ToList();
    }
}
