using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Tables;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>What describes the saved tables: it is read as it was written, or refused with what is wrong.</summary>
public sealed class TableSetTests : IDisposable
{
    private static readonly TableSet Full = new()
    {
        Key = [1, 2, 3],
        KeyMark = "mark",
        Saved = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Server = "15.18",
        HasAll = true,
        Projects = ["p", "q"],
        Tables =
        [
            new TableShape(
                "Thing",
                [new ColumnShape("id", "uuid", null), new ColumnShape("name", "text", "'x'::text")],
                [new KeyColumn("id", KeyForm.Uuid)],
                new Dictionary<string, string> { ["Thing_pkey"] = "PRIMARY KEY (id)" })
            {
                IsPartitioned = true,
            },
        ],
    };

    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, SnapshotFiles.TableSet);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        Full.Write(_folder.Path);
        TableSet.Read(_folder.Path).Should().BeEquivalentTo(Full);

        var least = Full with { Key = null, HasAll = false, Projects = null, Tables = [] };
        least.Write(_folder.Path);
        TableSet.Read(_folder.Path).Should().BeEquivalentTo(least);
    }

    [Fact]
    public void Without_saved_tables_there_is_none() => TableSet.Read(_folder.Path).Should().BeNull();

    [Theory]
    [InlineData("\"table_snapshots\":1", "\"table_snapshots\":2", "is not of version 1, which this suite reads")]
    [InlineData("\"key_mark\"", "\"key_merk\"", "lacks something: it was edited")]
    [InlineData("\"saved\"", "\"soved\"", "lacks something: it was edited")]
    [InlineData("\"server\"", "\"sorver\"", "lacks something: it was edited")]
    [InlineData("\"all\":true", "\"all\":7", "lacks something: it was edited")]
    [InlineData("\"tables\":{", "\"tobles\":{", "lacks something: it was edited")]
    [InlineData("\"columns\"", "\"colomns\"", "lacks something of the table Thing: it was edited")]
    [InlineData("\"rules\":{", "\"roles\":{", "lacks something of the table Thing: it was edited")]
    [InlineData("\"partitioned\":true", "\"partitioned\":7", "lacks something of the table Thing: it was edited")]
    [InlineData("\"Uuid\"", "\"Uoid\"", "was edited")]
    [InlineData("\"uuid\"", "7", "was edited")]
    [InlineData("\"AQID\"", "\"?\"", "*")]
    [InlineData("2026-01-02", "yesterday", "*")]
    [InlineData("{\"table_snapshots\"", "\"table_snapshots\"", "was edited")]
    public void What_was_edited_is_refused(string text, string other, string problem)
    {
        Full.Write(_folder.Path);
        var written = File.ReadAllText(Path);
        written.Should().Contain(text);
        File.WriteAllText(Path, written.Replace(text, other, StringComparison.Ordinal));

        var reading = () => TableSet.Read(_folder.Path);

        reading.Should().Throw<SnapshotUnusableException>().WithMessage($"The snapshot {Path} {problem}*Restore*");
    }

    [Fact]
    public void A_set_that_cannot_be_read_is_refused_with_the_reason()
    {
        Full.Write(_folder.Path);
        using var held = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.None);

        var reading = () => TableSet.Read(_folder.Path);

        reading.Should().Throw<SnapshotUnusableException>().WithMessage($"The snapshot {Path} cannot be read: *");
    }

    [Fact]
    public void A_set_with_a_key_of_its_own_needs_none() => Full.KeyOf(null, "there").Should().Equal(1, 2, 3);

    [Fact]
    public void A_set_without_a_key_needs_the_one_that_it_was_saved_with()
    {
        var key = TableSet.KeyFrom("the key that was given");
        var set = Full with { Key = null, KeyMark = TableSet.MarkOf(key) };

        set.KeyOf("the key that was given", "there").Should().Equal(key);
        set.Invoking(it => it.KeyOf(null, "there")).Should().Throw<SnapshotUnusableException>().WithMessage(
            "The tables of the snapshot there were saved with a key, and INTEGRITY_SNAPSHOT_KEY is not set: nothing that was hashed can be "
            + "compared. Set the key that they were saved with.");
        set.Invoking(it => it.KeyOf("another", "there")).Should().Throw<SnapshotUnusableException>()
            .WithMessage("*with another INTEGRITY_SNAPSHOT_KEY: *");
    }
}
