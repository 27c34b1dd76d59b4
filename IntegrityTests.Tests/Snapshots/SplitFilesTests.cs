using System.Text;
using CsCheck;
using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Union;
using IntegrityTests.Snapshots.Verify;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>Files that shards saved, put together, and saved files that shards compare with: what one run would do.</summary>
public sealed class SplitFilesTests : IDisposable
{
    private const string Project = "project";
    private const int Cases = 60;

    // What is asked about each user.
    private static readonly string[] Answers = ["a", "b"];

    private static readonly Gen<(List<int> Users, int Shards, int Others)> Files =
        Gen.Select(Gen.Int[0, 40].HashSet[0, 30].Select(users => users.Order().ToList()), Gen.Int[1, 5], Gen.Int[0, 3]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_parts_of_a_file_make_the_file_that_one_run_writes_byte_for_byte() => Files.Sample(
        file =>
        {
            var lines = Lines(file.Users, file.Others).ToList();
            var parts = new List<string>();
            for (var index = 1; index <= file.Shards; index++)
            {
                var own = lines.Where(line => IsOwn(new Shard(index, file.Shards), line)).ToList();
                if (own.Count > 0 || index == file.Shards) parts.Add(Write($"part-{index}", own));
            }

            var target = _folder.File("union");
            return FileUnion.Write(parts, target) == lines.Count && File.ReadAllBytes(target).SequenceEqual(Written.File(lines));
        },
        iter: Cases,
        threads: 1);

    [Fact]
    public void Each_difference_is_told_by_exactly_one_shard() => Gen.Select(Files, Gen.Int[0, 40].HashSet[0, 10]).Sample(
        (file, other) =>
        {
            var changed = file.Users.Except(other).Union(other.Except(file.Users)).Order();
            var (saved, now) = (Lines(file.Users, file.Others).ToList(), Lines(changed, 2).ToList());
            var shards = Enumerable.Range(1, file.Shards).Select(index => new Shard(index, file.Shards)).ToList();
            var told = shards.SelectMany(shard => Compare(saved, now.Where(line => IsOwn(shard, line)), shard)).Order();
            return told.SequenceEqual(Compare(saved, now, Shard.Whole).Order());
        },
        iter: Cases);

    [Fact]
    public void A_part_that_was_cut_off_is_refused()
    {
        var parts = new[] { Write("one", Lines([1, 2], 0)), Write("two", Lines([3], 0)) };
        var bytes = File.ReadAllBytes(parts[1]);
        File.WriteAllBytes(parts[1], bytes[..^5]);

        var putting = () => FileUnion.Write(parts, _folder.File("union"));

        putting.Should().Throw<SnapshotUnusableException>().WithMessage("*two*cut off*");
    }

    [Fact]
    public void Parts_of_different_files_are_refused()
    {
        var other = _folder.File("other");
        File.WriteAllBytes(other, Written.File([], header: Written.Header with { Target = "another" }));

        var putting = () => FileUnion.Write([Write("one", Lines([1], 0)), other], _folder.File("union"));

        putting.Should().Throw<SnapshotUnusableException>().WithMessage("*are no parts of one file.");
    }

    [Theory]
    [InlineData("8000018f00000001:6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063")]
    [InlineData("0:8000018f00000001:6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063")]
    [InlineData("1:6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", null)]
    [InlineData("2:8000018f00000001", null)]
    [InlineData("6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", null)]
    [InlineData("0;", null)]
    [InlineData("", null)]
    public void A_place_tells_whose_row_stands_there(string place, string? user) => SortKey.UserOf(place).Should().Be(user);

    private static string Id(int user) => $"00000000-0000-4000-8000-{user:x12}";

    // Users, and customers behind them.
    private static IEnumerable<string> Lines(IEnumerable<int> users, int others) =>
    [
        .. users.SelectMany(user => Answers.Select(name => Line($"0:{SortKey.OfUser(user / 3, Id(user))}", name, user))),
        .. Enumerable.Range(0, others).Select(other => Line($"1:{Id(other)}", "team", other)),
    ];

    private static string Line(string place, string endpoint, int subject) =>
        $"{{\"at\":\"{place}\",\"body\":{{}},\"endpoint\":\"/{endpoint}\",\"status\":200,\"subject\":\"{endpoint}:{subject}\"}}";

    private static bool IsOwn(Shard shard, string line) => IsOwn(shard, SavedLine.Read(Encoding.UTF8.GetBytes(line)));

    private static bool IsOwn(Shard shard, SavedLine line) =>
        SortKey.UserOf(line.Place) is { } user ? shard.OwnsUser(Project, user) : shard.Owns(Project);

    private static List<string> Compare(IEnumerable<string> saved, IEnumerable<string> now, Shard shard)
    {
        var seen = new Seen();
        using var before = Written.Read(Written.File(saved));
        using var after = Written.Read(Written.File(now));
        new FileComparison(before, after, seen) { IsOwn = line => IsOwn(shard, line) }.Run();
        return seen.Told;
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = _folder.File(name);
        File.WriteAllBytes(path, Written.File(lines));
        return path;
    }

    private sealed class Seen : IDifferences
    {
        public List<string> Told { get; } = [];

        void IDifferences.Removed(SavedLine saved) => Told.Add($"-{saved.Subject}");

        void IDifferences.Added(SavedLine now) => Told.Add($"+{now.Subject}");

        bool? IDifferences.Compare(SavedLine saved, SavedLine now) => false;
    }
}
