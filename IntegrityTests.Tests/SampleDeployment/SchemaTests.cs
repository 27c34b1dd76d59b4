using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

[Collection(ClusterCollection.Name)]
public sealed class SchemaTests(ClusterFixture fixture)
{
    [FactRequiringFacts]
    public async Task Columns_are_those_of_the_reference_version()
    {
        var created = await RowsAsync(
            """
            SELECT table_name, column_name, data_type, udt_name, is_nullable, coalesce(column_default, '')
            FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
            """);

        created.Should().Equal(
            Recorded("columns.csv", "table_name", "column_name", "data_type", "udt_name", "is_nullable", "column_default"));
    }

    [FactRequiringFacts]
    public async Task Enums_are_those_of_the_reference_version()
    {
        var created = await RowsAsync(
            "SELECT t.typname, e.enumsortorder::int, e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid ORDER BY 1, 2");

        created.Should().Equal(Recorded("enums.csv", "enum", "position", "label"));
    }

    [FactRequiringFacts]
    public async Task Constraints_are_those_of_the_reference_version()
    {
        var created = await RowsAsync(
            """
            SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid, false)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'c', 'f')
            """);

        created.Order().Should().Equal(Recorded("constraints.csv", "table_name", "conname", "contype", "definition").Order());
    }

    [FactRequiringFacts]
    public async Task Indexes_are_those_of_the_reference_version()
    {
        var created = await RowsAsync("SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'");

        created.Order().Should().Equal(Recorded("indexes.csv", "tablename", "indexname", "indexdef").Order());
    }

    private static IEnumerable<string> Recorded(string file, params string[] columns) =>
        Csv.Read(Path.Combine(SharedFacts.Folder, "schema", file)).Select(row => string.Join(" | ", columns.Select(column => row[column])));

    private async Task<List<string>> RowsAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Cluster.ConnectionString(ClusterFixture.Empty) + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString())));
        return rows;
    }
}
