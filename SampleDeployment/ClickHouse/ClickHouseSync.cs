using System.Data;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using SampleDeployment.Data;

namespace SampleDeployment.ClickHouse;

/// <summary>Copies what the sequencer has numbered from PostgreSQL to ClickHouse, as the platform's sync does.</summary>
internal static partial class ClickHouseSync
{
    // As many rows are sent at once, so that memory does not grow with the data.
    private const int Batch = 20_000;

    /// <summary>Copies all of it into empty tables.</summary>
    /// <param name="connection">The deployment's database.</param>
    /// <param name="server">Where the copies go.</param>
    /// <param name="time">When that is.</param>
    /// <param name="cancel">Cancels it.</param>
    public static async Task FillAsync(
        NpgsqlConnection connection, ClickHouseServer server, DateTimeOffset time, CancellationToken cancel)
    {
        foreach (Match part in Parts().Matches(Schema.Text("clickhouse-copies.sql")))
        {
            var table = part.Groups["table"].Value;
            using var copied = new Copies(server, $"INSERT INTO analytics_internal.{table} FORMAT JSONEachRow", time);
            foreach (var query in part.Groups["queries"].Value.Split(";\n", StringSplitOptions.RemoveEmptyEntries))
                await copied.AddAsync(connection, query, cancel);
            await copied.SendAsync(cancel);
            await AddMetadataAsync(server, table, copied.LastOfTenancy, time, cancel);
        }
    }

    private static async Task AddMetadataAsync(
        ClickHouseServer server, string table, IReadOnlyDictionary<Guid, long> last, DateTimeOffset time, CancellationToken cancel)
    {
        if (last.Count == 0) return;

        var moment = Text(time.UtcDateTime);
        var rows = last.Select(pair => string.Create(CultureInfo.InvariantCulture, $"('{pair.Key}', '{table}', {pair.Value}, '{moment}')"));
        await server.ExecuteAsync($"INSERT INTO analytics_internal._stack_sync_metadata VALUES {string.Join(", ", rows)}", cancel);
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    [GeneratedRegex("^-- (?<table>[a-z_]+)\n(?<queries>.*?)(?=^-- |\\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Parts();

    /// <summary>Rows of one table on their way, a JSON object in a line each.</summary>
    private sealed class Copies(ClickHouseServer server, string insert, DateTimeOffset time) : IDisposable
    {
        private readonly MemoryStream _rows = new();
        private readonly Dictionary<Guid, long> _lastOfTenancy = [];
        private int _count;

        /// <summary>The greatest number of each tenancy that has rows.</summary>
        public IReadOnlyDictionary<Guid, long> LastOfTenancy => _lastOfTenancy;

        public async Task AddAsync(NpgsqlConnection connection, string query, CancellationToken cancel)
        {
#pragma warning disable CA2100 // Our own script.
            await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
            while (await reader.ReadAsync(cancel))
            {
                Add(reader);
                if (_count >= Batch) await SendAsync(cancel);
            }
        }

        public async Task SendAsync(CancellationToken cancel)
        {
            if (_count == 0) return;

            // Sending closes a stream, and this one is used again.
            await server.InsertAsync(insert, new MemoryStream(_rows.GetBuffer(), 0, (int)_rows.Length), cancel);
            _rows.SetLength(0);
            _count = 0;
        }

        public void Dispose() => _rows.Dispose();

        private void Add(NpgsqlDataReader reader)
        {
            var tenancy = reader.GetGuid(0);
            using (var row = new Utf8JsonWriter(_rows))
            {
                row.WriteStartObject();
                for (var column = 1; column < reader.FieldCount; column++)
                {
                    var name = reader.GetName(column);
                    var value = ValueOf(reader, column);
                    row.WritePropertyName(name);
                    JsonSerializer.Serialize(row, value);
                    if (name == "sync_sequence_id")
                        _lastOfTenancy[tenancy] = Math.Max(_lastOfTenancy.GetValueOrDefault(tenancy), (long)value!);
                }

                row.WriteString("sync_created_at", Text(time.UtcDateTime));
                row.WriteEndObject();
            }

            _rows.WriteByte((byte)'\n');
            _count++;
        }

        private static object? ValueOf(NpgsqlDataReader reader, int column) => reader.GetValue(column) switch
        {
            DBNull => null,
            DateTime moment => Text(moment),
            bool flag => flag ? 1 : 0,
            string json when reader.GetDataTypeName(column) == "jsonb" => CopiedJson.Of(json),
            var other => other,
        };
    }
}
