using FluentAssertions;
using IntegrityTests.Repairs;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Repairs;

/// <summary>What a damaged database holds stays a value, whoever reads the script.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class SqlTextTests(DatabaseFixture database)
{
    private const int Rounds = 200;

    // What ends a literal, a comment, a line or a statement somewhere, or is replaced or run by a client.
    private static readonly string[] Pieces =
    [
        "'", "''", "\\", "\\'", "\"", "--", "/*", "*/", "$$", "$integrity$", ";", "\n", "\r\n", "\t",
        "\u0001", "\u007f", "\u0085", "\u2028", "\u202e",
        ":name", ":'name'", ":\"id\"", "\\! id", "\\q\n", "{plan}", "%", "E'", "U&'", "\\u0027",
        "é", "日本", "😀", "COMMIT;", "a", " ",
    ];

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    public async Task A_literal_is_the_text_whatever_the_server_is_set_to(string conforming)
    {
        var texts = Texts().Take(Rounds).ToList();
        await using var connection = new NpgsqlConnection(database.Cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // The literals are what is tested.
        await using (var set = new NpgsqlCommand($"SET standard_conforming_strings = {conforming}", connection))
            await set.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand($"SELECT ARRAY[{string.Join(",", texts.Select(SqlText.Literal))}]::text[]", connection);
#pragma warning restore CA2100

        ((string[])(await command.ExecuteScalarAsync())!).Should().Equal(texts);
    }

    [Fact]
    public void Everything_is_printable_ascii_on_lines_of_its_own()
    {
        foreach (var text in Texts().Take(Rounds))
        {
            SqlText.Literal(text).Should().MatchRegex(@"^E?'[ -~]*'\z");
            SqlText.Comment($"x{text}").Should()
                .OnlyContain(line => line.StartsWith("-- ", StringComparison.Ordinal) && line.All(c => c >= ' ' && c < 127));
        }
    }

    [Fact]
    public void What_no_literal_can_hold_is_refused()
    {
        foreach (var text in (string[])["\0", "a\ud800", "\udc00\ud800"])
        {
            SqlText.CanWrite(text).Should().BeFalse();
            FluentActions.Invoking(() => SqlText.Literal(text)).Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public void A_name_is_one_of_the_platforms() =>
        FluentActions.Invoking(() => SqlText.Name("a\"; DROP")).Should().Throw<ArgumentException>();

    private static IEnumerable<string> Texts()
    {
        var random = new Random(19);
        foreach (var piece in Pieces) yield return piece;
        while (true) yield return string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
    }
}
