using IntegrityTests.Tests.SampleDeployment;
using Npgsql;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>
/// The catalogue of a recorded database: types, tables, keys, checks and indexes. The functions of its triggers are not recorded, so the
/// triggers stand there by name and do nothing.
/// </summary>
internal sealed class RecordedCatalogue
{
    private readonly string _folder;

    private RecordedCatalogue(string folder) => _folder = folder;

    /// <summary>The recording's catalogue, or null if it has none.</summary>
    public static RecordedCatalogue? Of(Recording recording) => Of(recording.Folder);

    /// <summary>The catalogue of the recording in a folder, or null if it has none.</summary>
    public static RecordedCatalogue? Of(string recording)
    {
        var folder = Path.Combine(recording, "schema");
        return Directory.Exists(folder) ? new(folder) : null;
    }

    public Task CreateTablesAsync(NpgsqlConnection connection) => RunAsync(connection, [.. Enums(), .. Sequences(), .. Tables()]);

    /// <summary>Call it after loading rows, which is faster.</summary>
    public Task AddConstraintsAsync(NpgsqlConnection connection) => RunAsync(connection, [.. Indexes(), .. Constraints(), .. Triggers()]);

    private static async Task RunAsync(NpgsqlConnection connection, IEnumerable<string> statements)
    {
#pragma warning disable CA2100 // The recorded definitions.
        await using var command = new NpgsqlCommand(string.Join(";\n", statements), connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private IEnumerable<string> Enums() =>
        from label in Read("enums.csv")
        group $"'{label["label"]}'" by label["enum"] into labels
        select $"CREATE TYPE \"{labels.Key}\" AS ENUM ({string.Join(", ", labels)})";

    private IEnumerable<string> Sequences() =>
        from sequence in Read("sequences.csv")
        let name = $"\"{sequence["sequencename"]}\""
        from statement in (string[])
        [
            $"CREATE SEQUENCE {name} START {sequence["start_value"]} INCREMENT {sequence["increment_by"]}",
            $"SELECT setval('{name}', {sequence["last_value"]})",
        ]
        select statement;

    private IEnumerable<string> Tables() =>
        from column in Read("columns.csv")
        group Column(column) by column["table_name"] into columns
        select $"CREATE TABLE \"{columns.Key}\" ({string.Join(", ", columns)})";

    private static string Column(IReadOnlyDictionary<string, string> column)
    {
        var type = column["data_type"] switch
        {
            "ARRAY" => $"{column["udt_name"][1..]}[]",
            "USER-DEFINED" => $"\"{column["udt_name"]}\"",
            var other => other,
        };
        var value = column switch
        {
            _ when column["is_generated"] == "ALWAYS" => $" GENERATED ALWAYS AS ({column["generation_expression"]}) STORED",
            _ when column["column_default"].Length > 0 => $" DEFAULT {column["column_default"]}",
            _ => "",
        };
        return $"\"{column["column_name"]}\" {type}{(column["is_nullable"] == "NO" ? " NOT NULL" : "")}{value}";
    }

    // Those of keys come with their constraints.
    private IEnumerable<string> Indexes()
    {
        var constraints = Read("constraints.csv").Select(constraint => constraint["conname"]).ToHashSet();
        return Read("indexes.csv").Where(index => !constraints.Contains(index["indexname"])).Select(index => index["indexdef"]);
    }

    private IEnumerable<string> Constraints() =>
        from constraint in Read("constraints.csv")
            // Foreign keys need the keys that they refer to.
        orderby constraint["contype"] == "f"
        select $"ALTER TABLE {constraint["table_name"]} ADD CONSTRAINT \"{constraint["conname"]}\" {constraint["definition"]}";

    private IEnumerable<string> Triggers() =>
    [
        "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        .. Read("triggers.csv").Select(trigger =>
            $"CREATE TRIGGER \"{trigger["tgname"]}\" BEFORE INSERT ON {trigger["table_name"]} FOR EACH ROW EXECUTE FUNCTION nothing()"),
    ];

    private IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string file) => Csv.Read(Path.Combine(_folder, file));
}
