using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Tables;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

public sealed class TableFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(nameof(KeyForm.Uuid), 0)]
    [InlineData(nameof(KeyForm.Uuid), 128)]
    [InlineData(nameof(KeyForm.Uuid), 300)]
    [InlineData(nameof(KeyForm.Text), 300)]
    public void Rows_are_read_as_they_were_written(string name, int count)
    {
        var form = Enum.Parse<KeyForm>(name);
        var keys = Keys(form, count);
        Write(form, keys);

        var (read, sum) = (new List<byte[]>(), 0UL);
        using var reader = TableReader.Open(_path);
        while (reader.Next() is { } range)
        {
            range.Count.Should().BeLessThanOrEqualTo(TableWriter.RangeRows);
            range.Digests.Should().Equal(range.Fingerprints.Take(range.Count).Aggregate(0UL, (one, other) => one ^ other), 0UL);
            for (var row = 0; row < range.Count; row++) read.Add(range.Key(row).ToArray());
            sum += range.Fingerprints.Take(range.Count).Aggregate(0UL, (one, other) => one + other);
        }

        read.Should().BeEquivalentTo(keys, options => options.WithStrictOrdering());
        sum.Should().Be((ulong)Enumerable.Range(0, count).Sum(i => (long)i));
    }

    [Fact]
    public void A_table_with_two_uuids_takes_at_most_24_bytes_a_row()
    {
        var tenancy = Guid.NewGuid().ToByteArray();
        var random = new Random(1);
        var keys = Enumerable.Range(0, 100_000).Select(_ =>
        {
            var id = new byte[16];
            random.NextBytes(id);
            return (byte[])[.. tenancy, .. id];
        }).OrderBy(Convert.ToHexString, StringComparer.Ordinal).ToList();
        var columns = Enumerable.Range(0, 25).Select(i => $"column {i}").ToList();
        var header = new TableHeader("T", [new("tenancyId", KeyForm.Uuid), new("id", KeyForm.Uuid)], columns, [], "");
        using (var writer = new TableWriter(_path, header))
        {
            foreach (var key in keys) writer.Add(key, 1, new ulong[columns.Count]);
            writer.Complete();
        }

        ((double)new FileInfo(_path).Length / keys.Count).Should().BeLessThanOrEqualTo(24);
    }

    [Fact]
    public void A_file_that_was_not_completed_is_refused()
    {
        using (var writer = new TableWriter(_path, Header(KeyForm.Uuid)))
            foreach (var key in Keys(KeyForm.Uuid, 200)) writer.Add(key, 1, [1, 0]);

        var reading = () => ReadAll();

        reading.Should().Throw<SnapshotUnusableException>().WithMessage("*is cut off*Restore the file*");
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_file_with_another_bit_is_refused(double place)
    {
        Write(KeyForm.Uuid, Keys(KeyForm.Uuid, 300));
        var bytes = File.ReadAllBytes(_path);
        bytes[(int)(bytes.Length * place)] ^= 1;
        File.WriteAllBytes(_path, bytes);

        var reading = () => ReadAll();

        reading.Should().Throw<SnapshotUnusableException>();
    }

    private void ReadAll()
    {
        using var reader = TableReader.Open(_path);
        while (reader.Next() is not null)
        {
        }
    }

    private void Write(KeyForm form, List<byte[]> keys)
    {
        using var writer = new TableWriter(_path, Header(form));
        for (var i = 0; i < keys.Count; i++) writer.Add(keys[i], (ulong)i, [(ulong)i, 0]);
        writer.Complete();
    }

    private static TableHeader Header(KeyForm form) => new("T", [new("id", form)], ["a", "b"], [], "mark");

    private static List<byte[]> Keys(KeyForm form, int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var key = new byte[form == KeyForm.Uuid ? 16 : 1 + random.Next(400)];
            random.NextBytes(key);
            key[0] = (byte)(i / 2);
            return key;
        }).OrderBy(Convert.ToHexString, StringComparer.Ordinal)];
    }
}
