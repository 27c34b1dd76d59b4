using FluentAssertions;
using IntegrityTests.Access;
using Xunit;

namespace IntegrityTests.Tests.Access;

public sealed class RecentlyUsedTests
{
    private readonly List<string> _made = [];
    private readonly List<string> _disposed = [];

    [Fact]
    public async Task A_value_is_made_once()
    {
        await using var values = new RecentlyUsed<string, Value>(capacity: 2);

        var first = await values.GetAsync("a", Make("a"));
        var second = await values.GetAsync("a", Make("a"));

        second.Should().BeSameAs(first);
        _made.Should().Equal("a");
    }

    [Fact]
    public async Task The_value_that_was_not_used_longest_is_forgotten_and_disposed()
    {
        await using var values = new RecentlyUsed<string, Value>(capacity: 2);
        await values.GetAsync("a", Make("a"));
        await values.GetAsync("b", Make("b"));
        await values.GetAsync("a", Make("a"));

        await values.GetAsync("c", Make("c"));

        _disposed.Should().Equal("b");
        await values.GetAsync("b", Make("b"));
        _made.Should().Equal("a", "b", "c", "b");
    }

    [Fact]
    public async Task All_values_are_disposed_at_the_end()
    {
        var values = new RecentlyUsed<string, Value>(capacity: 5);
        await values.GetAsync("a", Make("a"));
        await values.GetAsync("b", Make("b"));

        await values.DisposeAsync();

        _disposed.Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public async Task A_value_that_could_not_be_made_is_not_disposed()
    {
        var values = new RecentlyUsed<string, Value>(capacity: 1);
        var getting = () => values.GetAsync("a", () => Task.FromException<Value>(new InvalidOperationException("no")));

        await getting.Should().ThrowAsync<InvalidOperationException>();
        await values.GetAsync("b", Make("b"));
        await values.DisposeAsync();

        _disposed.Should().Equal("b");
    }

    private Func<Task<Value>> Make(string name) => () =>
    {
        _made.Add(name);
        return Task.FromResult(new Value(name, _disposed));
    };

    private sealed class Value(string name, List<string> disposed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            disposed.Add(name);
            return ValueTask.CompletedTask;
        }
    }
}
