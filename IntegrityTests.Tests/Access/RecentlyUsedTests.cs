using FluentAssertions;
using IntegrityTests.Access;
using Xunit;

namespace IntegrityTests.Tests.Access;

public sealed class RecentlyUsedTests
{
    private readonly List<string> _made = [];
    private readonly List<string> _retired = [];
    private readonly List<string> _disposed = [];

    [Fact]
    public async Task A_value_is_made_once()
    {
        var values = new RecentlyUsed<string, Value>(capacity: 2);

        var first = await values.GetAsync("a", Make("a"));
        var second = await values.GetAsync("a", Make("a"));

        second.Should().BeSameAs(first);
        _made.Should().Equal("a");
    }

    [Fact]
    public async Task The_value_that_was_not_used_longest_is_forgotten_and_stays_usable()
    {
        var values = Values(capacity: 2);
        await values.GetAsync("a", Make("a"));
        await values.GetAsync("b", Make("b"));
        await values.GetAsync("a", Make("a"));

        await values.GetAsync("c", Make("c"));

        _retired.Should().Equal("b");
        _disposed.Should().BeEmpty("somebody may still use it");
        await values.GetAsync("b", Make("b"));
        _made.Should().Equal("a", "b", "c", "b");
    }

    [Fact]
    public async Task A_value_that_is_forgotten_while_it_is_made_is_retired_when_it_is_made()
    {
        var retired = new TaskCompletionSource<string>();
        var values = new RecentlyUsed<string, Value>(capacity: 1, value => retired.SetResult(value.Name));
        var made = new TaskCompletionSource<Value>();
        var getting = values.GetAsync("a", () => made.Task);

        await values.GetAsync("b", Make("b"));
        retired.Task.IsCompleted.Should().BeFalse();
        made.SetResult(new Value("a", _disposed));

        (await getting).Name.Should().Be("a");
        (await retired.Task).Should().Be("a");
    }

    [Fact]
    public async Task A_value_that_is_to_be_made_again_is_retired()
    {
        var values = Values(capacity: 2);
        await values.GetAsync("a", Make("a"));

        values.Forget("a");

        _retired.Should().Equal("a");
        await values.GetAsync("a", Make("a"));
        _made.Should().Equal("a", "a");
    }

    [Fact]
    public async Task A_value_that_is_still_being_made_at_the_end_is_disposed()
    {
        var values = Values(capacity: 1);
        var made = new TaskCompletionSource<Value>();
        var getting = values.GetAsync("a", () => made.Task);

        var ending = values.DisposeValuesAsync();
        ending.IsCompleted.Should().BeFalse();
        made.SetResult(new Value("a", _disposed));

        await getting;
        await ending;
        _disposed.Should().Equal("a");
    }

    [Fact]
    public async Task All_values_are_disposed_at_the_end()
    {
        var values = new RecentlyUsed<string, Value>(capacity: 5);
        await values.GetAsync("a", Make("a"));
        await values.GetAsync("b", Make("b"));

        await values.DisposeValuesAsync();

        _disposed.Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public async Task A_value_that_could_not_be_made_is_neither_retired_nor_disposed()
    {
        var values = Values(capacity: 1);
        var getting = () => values.GetAsync("a", () => Task.FromException<Value>(new InvalidOperationException("no")));

        await getting.Should().ThrowAsync<InvalidOperationException>();
        await values.GetAsync("b", Make("b"));
        await values.DisposeValuesAsync();

        _retired.Should().BeEmpty();
        _disposed.Should().Equal("b");
    }

    private RecentlyUsed<string, Value> Values(int capacity) => new(capacity, value => _retired.Add(value.Name));

    private Func<Task<Value>> Make(string name) => () =>
    {
        _made.Add(name);
        return Task.FromResult(new Value(name, _disposed));
    };

    private sealed class Value(string name, List<string> disposed) : IAsyncDisposable
    {
        public string Name => name;

        public ValueTask DisposeAsync()
        {
            disposed.Add(name);
            return ValueTask.CompletedTask;
        }
    }
}
