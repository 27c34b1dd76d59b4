using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database.Engine;

/// <summary>
/// BDZ003 to BDZ009: a row of the engine's tables that is missing, there twice or different is found at its own table, with its customer.
/// </summary>
public sealed class DerivedTablesTests(RecordedEngine recorded) : IClassFixture<RecordedEngine>
{
    private static readonly string[] Kinds = ["missing", "twice", "other"];

    // The small recording has no repetition that has happened.
    private static readonly string[] OfRepetitions =
        ["payments-item-grant-repeat-from-subscriptions", "payments-item-grant-repeat-from-otps", "payments-txn-item-grant-repeat"];

    public static TheoryData<string> Codes => new(EngineTables.Derived.Keys);

    [Fact]
    public async Task All_tables_of_the_engine_are_compared()
    {
        await using var engine = await recorded.OpenAsync();

        var marked = await engine.ReadAsync(
            """
            SELECT substr("keyPath"[2] #>> '{}', 10) FROM "BulldozerStorageEngine"
            WHERE cardinality("keyPath") = 4 AND "keyPath"[4] = '"metadata"'
            """,
            row => row.GetString(0));

        marked.Should().HaveCount(65).And.BeEquivalentTo(
            EngineTables.Derived.Values.SelectMany(tables => tables).Concat(EngineTables.Stored).Concat(EngineTables.WithoutRows));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_healthy_engine_is_silent(string code)
    {
        await using var engine = await recorded.OpenAsync();

        (await engine.FindAsync(code, "")).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_damaged_row_is_found_at_its_table_with_its_customer(string code)
    {
        await using var engine = await recorded.OpenAsync();
        foreach (var table in EngineTables.Derived[code].Except(OfRepetitions))
            foreach (var part in PartsOf(table).Except(table == "payments-otp-timefold" ? ["rows"] : []))
                await DamageAsync(engine, code, table, part);
    }

    [FactRequiringFacts]
    public async Task A_damaged_row_of_a_repetition_is_found_at_its_table_with_its_customer()
    {
        await using var engine = await recorded.OpenLargeAsync();
        foreach (var table in OfRepetitions.Append("payments-otp-timefold"))
            await DamageAsync(engine, EngineTables.Derived.Single(tables => tables.Value.Contains(table)).Key, table, "rows");
    }

    [TheoryRequiringFacts]
    [MemberData(nameof(Codes))]
    public async Task A_larger_healthy_engine_is_silent(string code)
    {
        await using var engine = await recorded.OpenLargeAsync();

        (await engine.FindAsync(code, "")).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_table_that_is_empty_although_its_input_is_not_is_found(string code)
    {
        await using var engine = await recorded.OpenAsync();
        var table = EngineTables.Derived[code][^1];

        var found = await engine.FindAsync(code, $"""
            DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:{table}"' AND '"metadata"' <> ALL ("keyPath")
            """);

        found.Should().NotBeEmpty().And.OnlyContain(finding => finding.Detail.StartsWith($"lacks a row in {table}: "));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_table_that_was_never_initialised_is_left_to_another_check(string code)
    {
        await using var engine = await recorded.OpenAsync();

        var found = await engine.FindAsync(code, """
            DELETE FROM "BulldozerStorageEngine" WHERE '"groups"' = ANY ("keyPath") OR '"metadata"' = ANY ("keyPath")
            """);

        found.Should().BeEmpty();
    }

    private static string[] PartsOf(string table) => EngineTables.Folds.Contains(table) ? ["rows", "states"] : ["rows"];

    // A kind to each row, as far as there are rows.
    private static async Task DamageAsync(DamagedEngine engine, string code, string table, string part)
    {
        var rows = await engine.ReadAsync(
            $$"""
            SELECT s.id::text, s."keyPath"[cardinality(s."keyPath")] #>> '{}', t."projectId",
                c.customer ->> 'customerType', c.customer ->> 'customerId'
            FROM "BulldozerStorageEngine" s
            CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(s."keyPath"[cardinality(s."keyPath") - 2]) WHEN 'object'
                THEN s."keyPath"[cardinality(s."keyPath") - 2]
                ELSE coalesce(nullif(s.value #> '{rowData,rightRowData}', 'null'), s.value -> 'rowData') END AS customer) c
            JOIN "Tenancy" t ON t.id::text = c.customer ->> 'tenancyId'
            WHERE s."keyPath"[2] = '"external:{{table}}"' AND s."keyPath"[cardinality(s."keyPath") - 1] = '"{{part}}"'
                AND c.customer ? 'customerId'
            ORDER BY md5(s."keyPath"::text) LIMIT {{Kinds.Length}}
            """,
            row => new PlantedRow(row.GetString(0), row.GetString(1), row.GetString(2), $"{row.GetString(3)}:{row.GetString(4)}"));
        rows.Should().NotBeEmpty($"{table} has {part}");
        foreach (var kinds in Kinds.Chunk(rows.Count))
        {
            var planted = kinds.Zip(rows).ToList();
            var expected = planted.Select(damage => Expected(damage.First, table, part, damage.Second)).ToList();

            var found = await engine.FindAsync(code, string.Join('\n', planted.Select(damage => Sql(damage.First, damage.Second))));

            // A wrong state is also told of what follows it.
            if (part == "states") found.Should().Contain(expected);
            else found.Where(finding => IsOf(finding, table)).Should().BeEquivalentTo(expected);
        }
    }

    private static bool IsOf(EngineFinding finding, string table) =>
        finding.Detail.Contains($" {table}: ", StringComparison.Ordinal) || finding.Detail.Contains($" {table} ", StringComparison.Ordinal);

    private static string Sql(string kind, PlantedRow row) => kind switch
    {
        "missing" => $"""DELETE FROM "BulldozerStorageEngine" WHERE id = '{row.Id}';""",
        "twice" => $$"""
            INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
            SELECT "keyPath"[:cardinality("keyPath") - 1] || to_jsonb(("keyPath"[cardinality("keyPath")] #>> '{}') || 'x'), value
            FROM "BulldozerStorageEngine" WHERE id = '{{row.Id}}';
            """,
        _ => $$"""
            UPDATE "BulldozerStorageEngine" SET value = CASE WHEN value ? 'stateAfter'
                THEN jsonb_set(value, '{stateAfter,damaged}', '{"debt": 0, "grants": [{"e": null, "q": 1}]}')
                ELSE jsonb_set(value, '{rowData,damaged}', 'true') END
            WHERE id = '{{row.Id}}';
            """,
    };

    private static EngineFinding Expected(string kind, string table, string part, PlantedRow row)
    {
        var state = part == "states" ? " (state)" : "";
        return new(row.Project, row.Customer, kind switch
        {
            "missing" => $"lacks a row in {table}: {row.Row}{state}",
            "twice" => $"has a row in {table} that nothing asks for: {row.Row}x{state}",
            _ => $"has a row with other data in {table}: {row.Row}{state}",
        });
    }

    private sealed record PlantedRow(string Id, string Row, string Project, string Customer);
}
