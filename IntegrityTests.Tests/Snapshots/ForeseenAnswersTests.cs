using System.Text;
using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Verify;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class ForeseenAnswersTests
{
    // 10 when it was saved, 5 from 1000 on, 0 from 2000 on, and not foreseen from 3000 on.
    private const string Later = """[{"body":{"quantity":5},"from":1000},{"body":{"quantity":0},"from":2000},{"from":3000}]""";

    [Theory]
    [InlineData(10, 900, 950, true)]
    [InlineData(5, 900, 950, false)]
    [InlineData(5, 1000, 1500, true)]
    [InlineData(10, 1000, 1500, false)]
    [InlineData(10, 900, 1500, true)]
    [InlineData(5, 900, 1500, true)]
    [InlineData(1010, 900, 1500, false)]
    [InlineData(0, 2000, 2000, true)]
    [InlineData(0, 3000, 3500, null)]
    public void An_answer_agrees_with_what_was_foreseen_for_a_moment_of_the_run(int quantity, long began, long now, bool? expected) =>
        new ForeseenAnswers(began, () => now).Agrees(Line(10, $",\"later\":{Later}"), Line(quantity, "")).Should().Be(expected);

    [Fact]
    public void A_balance_that_time_does_not_change_is_what_it_was() =>
        new ForeseenAnswers(1, () => 2).Agrees(Line(10, ""), Line(11, ",\"later\":[]")).Should().BeFalse();

    [Fact]
    public void Digests_agree_where_they_are_equal()
    {
        static SavedLine Digest(string digest) => SavedLine.Read(Encoding.UTF8.GetBytes(
            $$"""{"at":"1","digest":"{{digest}}","endpoint":"/items","status":200,"subject":"user:1"}"""));
        var foreseen = new ForeseenAnswers(1, () => 2);

        foreseen.Agrees(Digest("a"), Digest("a")).Should().BeTrue();
        foreseen.Agrees(Digest("a"), Digest("b")).Should().BeFalse();
        foreseen.Agrees(Digest("a"), Line(10, "")).Should().BeFalse();
    }

    private static SavedLine Line(int quantity, string later) => SavedLine.Read(Encoding.UTF8.GetBytes(
        $"{{\"at\":\"1\",\"body\":{{\"quantity\":{quantity}}},\"endpoint\":\"/items\"{later},\"status\":200,\"subject\":\"user:1\"}}"));
}
