using CsCheck;
using FluentAssertions;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Continuation;

/// <summary>
/// Runs that go on where the one before ended: nothing counts as verified that was not, nothing is verified twice in a run, and what is
/// missing comes first. A failure names the seed that shows it again.
/// </summary>
public sealed class NightsTests : IDisposable
{
    private const int Cases = 300;
    private static readonly DateTimeOffset First = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // What happens before a run: rows that come and go at places, rows that are damaged, and how many rows it has time for.
    private static readonly Gen<List<Change>> Changes =
        Gen.Select(Gen.Int[0, 39], Gen.Bool, Gen.Int[0, 39], Gen.Int[1, 60], Gen.Bool)
            .Select(change => new Change(change.Item1, change.Item2, change.Item3, change.Item4, change.Item5)).List[1, 8];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_counts_as_verified_that_was_not() => await Changes.SampleAsync(
        async changes =>
        {
            var folder = _folder.File(Guid.NewGuid().ToString());
            var rows = Rows(40).ToList();
            var sound = new HashSet<string>();
            var number = 100;
            foreach (var change in changes)
            {
                if (change.Inserts) rows.Insert(Math.Min(change.Place, rows.Count), $"user:{number++}");
                else if (rows.Count > 1) rows.RemoveAt(change.Place % rows.Count);
                var damaged = rows[change.Damaged % rows.Count];
                var night = await Night.RunAsync(folder, rows, change.Budget, [damaged], isKilled: change.IsKilled);
                var isWhole = night.Verified.Count < change.Budget;
                if (night.Verified.Distinct().Count() != night.Verified.Count) return false;
                // What was left out, was found sound since all were verified last.
                if (isWhole && !rows.Except(night.Verified).All(sound.Contains)) return false;
                foreach (var row in night.Verified)
                {
                    sound.Remove(row);
                    if (row != damaged) sound.Add(row);
                }

                if (isWhole && !change.IsKilled) sound.Clear();
            }

            return true;
        },
        iter: Cases);

    [Fact]
    public async Task Three_short_nights_verify_what_one_long_one_does()
    {
        var rows = Rows(1700).ToList();
        var nights = new List<Night>();
        for (var night = 0; night < 3; night++) nights.Add(await Night.RunAsync(_folder.Path, rows, budget: 600));

        nights.SelectMany(night => night.Verified).Should().Equal(rows);
        nights[0].Conclusion.Notes.Single().Should().Contain("1 test case left for the next run");
        nights[2].Conclusion.Notes.Single().Should().Contain("1,200 rows not asked again").And.Contain("nothing is left");
        (await Night.RunAsync(_folder.Path, rows)).Verified.Should().Equal(rows, "after all were verified, all are again");
    }

    [Fact]
    public async Task A_run_that_is_killed_loses_no_more_than_a_range()
    {
        var rows = Rows(3000).ToList();
        await Night.RunAsync(_folder.Path, rows, budget: 1100, isKilled: true);

        var next = await Night.RunAsync(_folder.Path, rows);

        next.Verified.Should().Equal(rows[1000..]);
    }

    [Fact]
    public async Task What_was_verified_lately_is_not_verified_again_and_what_is_older_is_the_oldest_first()
    {
        var rows = Rows(1500).ToList();
        await Night.RunAsync(_folder.Path, rows[1000..], maxAge: Week, now: First);
        (await Night.RunAsync(_folder.Path, rows, maxAge: Week, now: First.AddDays(1))).Verified.Should().Equal(rows[..1000]);
        (await Night.RunAsync(_folder.Path, rows, maxAge: Week, now: First.AddDays(7))).Verified.Should().BeEmpty("nothing is older");

        var later = await Night.RunAsync(_folder.Path, [.. rows, "user:new"], maxAge: Week, now: First.AddDays(9));

        later.Verified.Should().Equal(["user:new", .. rows[1000..], .. rows[..1000]]);
    }

    [Fact]
    public async Task A_run_is_red_when_something_was_not_verified_for_too_long_and_not_before()
    {
        var rows = Rows(1000).ToList();
        var first = await Night.RunAsync(_folder.Path, rows, budget: 500, maxAge: Week, now: First);
        var sixth = await Night.RunAsync(_folder.Path, rows, budget: 0, maxAge: Week, now: First.AddDays(6));
        var eighth = await Night.RunAsync(_folder.Path, rows, budget: 100, maxAge: Week, now: First.AddDays(8));
        var ninth = await Night.RunAsync(_folder.Path, rows, maxAge: Week, now: First.AddDays(8).AddHours(1));

        first.Conclusion.NotVerified.Should().BeEmpty();
        sixth.Conclusion.NotVerified.Should().BeEmpty();
        eighth.Conclusion.NotVerified.Should().ContainSingle().Which.Should()
            .Be("Rows of 1 test case were not verified within INTEGRITY_MAX_AGE, and this run did not reach them: USR002 of project "
                + "Shop (project-1) since 2026-11-01 00:00Z. Give the runs more time (INTEGRITY_BUDGET), or make them more often.");
        ninth.Conclusion.NotVerified.Should().BeEmpty();
        ninth.Verified.Should().HaveCount(900, "what was verified an hour ago is kept");
    }

    [Fact]
    public async Task What_another_version_of_the_suite_verified_is_verified_again()
    {
        var rows = Rows(20).ToList();
        await Night.RunAsync(_folder.Path, rows, maxAge: Week);

        (await Night.RunAsync(_folder.Path, rows, maxAge: Week, suite: "2")).Verified.Should().Equal(rows);
        (await Night.RunAsync(_folder.Path, rows, maxAge: Week, suite: "2")).Verified.Should().BeEmpty();
    }

    [Fact]
    public async Task A_row_with_a_finding_is_verified_every_night_and_its_neighbours_are_not()
    {
        var rows = Rows(30).ToList();
        await Night.RunAsync(_folder.Path, rows, unsound: [rows[12]], maxAge: Week);

        (await Night.RunAsync(_folder.Path, rows, unsound: [rows[12]], maxAge: Week)).Verified.Should().Equal(rows[12]);
        (await Night.RunAsync(_folder.Path, rows, maxAge: Week)).Verified.Should().Equal(rows[12]);
        (await Night.RunAsync(_folder.Path, rows, maxAge: Week)).Verified.Should().BeEmpty("it was mended");
    }

    private static IEnumerable<string> Rows(int count) => Enumerable.Range(1, count).Select(number => $"user:{number:0000}");

    private sealed record Change(int Place, bool Inserts, int Damaged, int Budget, bool IsKilled);
}
