using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The tables are those that the platform's own migrations make.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Platforms => new(Platform.All.Select(platform => platform.Name));

    [TheoryRequiringFacts]
    [MemberData(nameof(Platforms))]
    public async Task Columns_are_those_of_the_platform(string platform)
    {
        var created = await RowsAsync(
            platform,
            """
            SELECT table_name, column_name, data_type, udt_name, is_nullable, coalesce(column_default, '')
            FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
            """);

        created.Should().Equal(await RecordedAsync(
            platform, "columns.csv", "table_name", "column_name", "data_type", "udt_name", "is_nullable", "column_default"));
    }

    [TheoryRequiringFacts]
    [MemberData(nameof(Platforms))]
    public async Task Enums_are_those_of_the_platform(string platform)
    {
        var created = await RowsAsync(
            platform,
            "SELECT t.typname, e.enumsortorder::int, e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid ORDER BY 1, 2");

        created.Should().Equal(Recorded(platform, "enums.csv").Select(row => Line(row, "enum", "position", "label")));
    }

    [TheoryRequiringFacts]
    [MemberData(nameof(Platforms))]
    public async Task Sequences_are_those_of_the_platform(string platform)
    {
        var created = await RowsAsync(platform, "SELECT sequencename, start_value, increment_by FROM pg_sequences");

        created.Should().Equal(Recorded(platform, "sequences.csv").Select(row => Line(row, "sequencename", "start_value", "increment_by")));
    }

    [TheoryRequiringFacts]
    [MemberData(nameof(Platforms))]
    public async Task Constraints_are_those_of_the_platform(string platform)
    {
        var created = await RowsAsync(
            platform,
            """
            SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid, false)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'c', 'f')
            """);

        created.Order().Should().Equal(
            (await RecordedAsync(platform, "constraints.csv", "table_name", "conname", "contype", "definition")).Order());
    }

    [TheoryRequiringFacts]
    [MemberData(nameof(Platforms))]
    public async Task Indexes_are_those_of_the_platform(string platform)
    {
        var created = await RowsAsync(platform, "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'");

        created.Order().Should().Equal((await RecordedAsync(platform, "indexes.csv", "tablename", "indexname", "indexdef")).Order());
    }

    [TheoryRequiringFacts]
    [MemberData(nameof(Platforms))]
    public void Migrations_are_those_of_the_platform(string platform) =>
        Schema.Migrations(Platform.Parse(platform)).Should().BeEquivalentTo(
            Csv.Read(Path.Combine(SharedFacts.Folder, $"written-{platform}", "tables", "SchemaMigration.csv"))
                .Select(row => row["migrationName"]));

    // The sample has the tables that say something of users, teams and purchases.
    private static async Task<IEnumerable<string>> RecordedAsync(string platform, string file, params string[] columns)
    {
        var tables = (await RowsAsync(platform, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).ToHashSet();
        return Recorded(platform, file).Where(row => tables.Contains(row[columns[0]].Trim('"'))).Select(row => Line(row, columns));
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Recorded(string platform, string file) =>
        Csv.Read(Path.Combine(SharedFacts.Folder, $"written-{platform}", "schema", file));

    private static string Line(IReadOnlyDictionary<string, string> row, params string[] columns) =>
        string.Join(" | ", columns.Select(column => row[column]));

    private static async Task<List<string>> RowsAsync(string platform, string sql)
    {
        var sample = await ClusterFixture.Of(Platform.Parse(platform)).SampleAsync();
        await using var source = NpgsqlDataSource.Create(sample);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString())));
        return rows;
    }
}
