using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class SamplingTests
{
    private static readonly IReadOnlyList<string> Ids = [.. Enumerable.Range(0, 20_000).Select(number => $"customer-{number}")];

    [Theory]
    [InlineData("1%,42", 1000, 42)]
    [InlineData("0.001%,1", 1, 1)]
    [InlineData("12.5 %, 7", 12_500, 7)]
    [InlineData("99.999%,2147483647", 99_999, int.MaxValue)]
    public void A_percentage_and_a_seed_are_read(string value, int parts, int seed) =>
        Given.Options(("INTEGRITY_SAMPLE", value)).Sample.Should().Be(new Sampling(parts, seed));

    [Fact]
    public void Without_a_seed_it_is_that_of_the_day_and_the_banner_says_how_to_repeat_it()
    {
        var options = Given.Options(("INTEGRITY_SAMPLE", "1%"));

        options.Sample!.Value.Seed.Should().BeGreaterThan(1000, "the days since 2023 are counted");
        options.Describe().Should().Contain(line => line.Contains($"to repeat it: INTEGRITY_SAMPLE=1%,{options.Sample.Value.Seed}"));
    }

    [Theory]
    [InlineData(1000, 100)]
    [InlineData(25_000, 4)]
    [InlineData(33_333, 4)]
    public void With_one_seed_after_the_other_every_row_has_its_turn(int parts, int runs)
    {
        var seen = Enumerable.Range(9000, runs)
            .SelectMany(seed => Ids.Where(id => new Sampling(parts, seed).Includes("p", id)))
            .ToHashSet();

        seen.Should().HaveCount(Ids.Count);
    }

    [Fact]
    public void Each_sample_has_its_share_of_rows_whatever_their_ids_look_like()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var sample = new Sampling(5000, seed);

            // 1,000 on average; six times the standard deviation of 31 would be one in a thousand million.
            Ids.Count(id => sample.Includes("p", id)).Should().BeInRange(815, 1185);
        }
    }

    [Fact]
    public void A_project_does_not_decide_for_another()
    {
        var sample = new Sampling(50_000, 1);

        Ids.Count(id => sample.Includes("p", id) == sample.Includes("q", id)).Should().BeInRange(9500, 10_500);
    }

    [Fact]
    public void Every_machine_chooses_the_same_rows() =>
        Ids.Where(id => new Sampling(10, 42).Includes("p", id))
            .Should().Equal("customer-9687", "customer-13008", "customer-18237");
}
