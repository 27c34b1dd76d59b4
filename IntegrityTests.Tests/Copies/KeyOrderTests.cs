using System.Text;
using FluentAssertions;
using IntegrityTests.Copies.Rules;
using Xunit;

namespace IntegrityTests.Tests.Copies;

public sealed class KeyOrderTests
{
    [Fact]
    public void Keys_are_in_the_order_of_their_bytes()
    {
        string[] texts = ["", "a", "A", "ab", "a\u0001", "é", "\ud7ff", "\ue000", "\uffff", "\U0001f600", "a\U0001f600", "a\uffff"];

        var ordered = texts.Select(text => new[] { "same", text }).Order(KeyOrder.Instance).Select(key => key[1]);

        ordered.Should().Equal(texts.OrderBy(text => Convert.ToHexString(Encoding.UTF8.GetBytes(text)), StringComparer.Ordinal));
    }
}
