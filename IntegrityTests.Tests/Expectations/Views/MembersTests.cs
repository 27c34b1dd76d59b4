using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

public sealed class MembersTests
{
    [Theory]
    [InlineData(0, 946_684_800_000)]
    [InlineData(1_000, 946_684_800_001)]
    [InlineData(1_999, 946_684_800_001)]
    [InlineData(-1, 946_684_799_999)]
    [InlineData(-946_684_800_000_000, 0)]
    [InlineData(-946_684_800_001_000, -1)]
    public void A_stored_time_is_milliseconds_rounded_down(long microseconds, long milliseconds) =>
        new StoredTime(microseconds).UnixMilliseconds.Should().Be(milliseconds);

    [Fact]
    public void A_time_on_the_millisecond_is_compared_exactly()
    {
        Differences(new StoredTime(5_000), 946_684_800_005).Should().Be(0);
        Differences(new StoredTime(5_000), 946_684_800_006).Should().Be(1);
    }

    [Theory]
    [InlineData(946_684_800_005, 0)]
    [InlineData(946_684_800_006, 0)]
    [InlineData(946_684_800_004, 1)]
    [InlineData(946_684_800_007, 1)]
    public void A_finer_time_may_be_cut_off_or_rounded(long answer, int differences) =>
        Differences(new StoredTime(5_600), answer).Should().Be(differences);

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_infinite_time_reads_as_null(long microseconds)
    {
        var view = new View().Milliseconds("time", new StoredTime(microseconds));

        view.With("""{"time":null}""").Should().BeEmpty();
        view.With("""{"time":0}""").Should().ContainSingle();
    }

    [Fact]
    public void Metadata_that_was_never_set_is_null_and_not_an_empty_object()
    {
        new View().Metadata("m", null).With("""{"m":null}""").Should().BeEmpty();
        new View().Metadata("m", null).With("""{"m":{}}""").Should().ContainSingle();
    }

    [Fact]
    public void Metadata_that_is_a_string_is_compared_as_a_string()
    {
        new View().Metadata("m", "\"{}\"").With("""{"m":"{}"}""").Should().BeEmpty();
        new View().Metadata("m", "\"{}\"").With("""{"m":{}}""").Should().ContainSingle().Which.IsPersonal.Should().BeTrue();
    }

    private static int Differences(StoredTime time, long answer) =>
        new View().Milliseconds("time", time).With($$"""{"time":{{answer}}}""").Count;
}
