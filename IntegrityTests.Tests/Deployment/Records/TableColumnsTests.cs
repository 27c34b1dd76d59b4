using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Records;

/// <summary>A column is declared once: the select list and the reading of its value follow from that.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class TableColumnsTests(DatabaseFixture databases)
{
    private static readonly TableColumns Shoes = new("Shoe", "shelf");
    private static readonly Column<Guid> Id = Shoes.Key("id");
    private static readonly Column<string?> Name = Shoes.Text("name");
    private static readonly Column<string?> Box = Shoes.AsText("box");
    private static readonly Column<bool?> IsNew = Shoes.Flag("isNew");
    private static readonly Column<bool> IsLeft = Shoes.Is("side", "LEFT");
    private static readonly Column<bool> IsSold = Shoes.IsSet("soldAt");
    private static readonly Column<long> Pairs = Shoes.Long("pairs");
    private static readonly Column<int?> Size = Shoes.Number("size");
    private static readonly Column<Guid?> Owner = Shoes.Id("owner");
    private static readonly Column<StoredTime?> MadeAt = Shoes.Time("madeAt", standIn: "createdAt");

    private static readonly string[] AllNames =
        ["shelf", "id", "name", "box", "isNew", "side", "soldAt", "pairs", "size", "owner", "madeAt", "createdAt"];

    [Fact]
    public async Task Every_column_is_read_at_its_own_position()
    {
        var row = await ReadAsync(
            AllNames,
            """
            SELECT '00000000-0000-0000-0000-000000000001'::uuid id, 'Pump'::text name, '{"a": 1}'::jsonb box,
                TRUE "isNew", 'LEFT'::text side, now() "soldAt", 7::int2 pairs, 42::int8 size,
                '00000000-0000-0000-0000-000000000002'::uuid owner, timestamp '2000-01-01 00:00:01' "madeAt"
            """);

        row.Should().Be(new Shoe(
            Guid.Parse("00000000-0000-0000-0000-000000000001"), "Pump", """{"a": 1}""", true, true, true, 7L, 42,
            Guid.Parse("00000000-0000-0000-0000-000000000002"), new StoredTime(1_000_000)));
    }

    [Fact]
    public async Task Null_and_a_column_that_is_missing_are_read_alike()
    {
        var nothing = new Shoe(Guid.Empty, null, null, null, false, false, 0, null, null, null);
        const string Nulls = """
            NULL::text name, NULL::jsonb box, NULL::bool "isNew", NULL::text side, NULL::timestamp "soldAt", NULL::int2 pairs,
            NULL::int2 size, NULL::uuid owner, NULL::timestamp "madeAt"
            """;

        (await ReadAsync(AllNames, $"SELECT '{Guid.Empty}'::uuid id, {Nulls}")).Should().Be(nothing);
        (await ReadAsync(["id"], $"SELECT '{Guid.Empty}'::uuid id")).Should().Be(nothing);
    }

    [Fact]
    public async Task A_stand_in_is_read_where_the_column_is_missing() =>
        (await ReadAsync(["id", "createdAt"], $"SELECT '{Guid.Empty}'::uuid id, timestamp '2000-01-01 00:00:02' \"createdAt\""))
            .MadeAt.Should().Be(new StoredTime(2_000_000));

    [Fact]
    public void A_table_is_the_part_of_what_is_read_and_named()
    {
        StoredSchema Without(string column) => new(AllNames.Except([column]).Select(name => ("Shoe", name)));

        foreach (var name in AllNames.Except(["createdAt"]))
            Without(name).WhyMissing(Shoes).Should().Be($"column \"Shoe\".\"{name}\" is missing");
        Without("createdAt").WhyMissing(Shoes).Should().BeNull();
        Without("lace").WhyMissing(Shoes.Apart("lace")).Should().NotBeNull("a column of only some queries is needed by those");
    }

    private async Task<Shoe> ReadAsync(IEnumerable<string> columns, string shoe)
    {
        var schema = new StoredSchema(columns.Select(name => ("Shoe", name)));
        var rows = await databases.Database.QueryAsync(
            $"SELECT 1, {schema.Select(Shoes, "s")} FROM ({shoe}) s",
            reader =>
            {
                var row = new StoredRow(reader, first: 1);
                return new Shoe(
                    row.Get(Id), row.Get(Name), row.Get(Box), row.Get(IsNew), row.Get(IsLeft), row.Get(IsSold), row.Get(Pairs),
                    row.Get(Size), row.Get(Owner), row.Get(MadeAt));
            },
            default);
        return rows.Single();
    }

    private sealed record Shoe(
        Guid Id,
        string? Name,
        string? Box,
        bool? IsNew,
        bool IsLeft,
        bool IsSold,
        long Pairs,
        int? Size,
        Guid? Owner,
        StoredTime? MadeAt);
}
