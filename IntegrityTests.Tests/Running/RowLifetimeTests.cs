using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Running;

#pragma warning disable xUnit1000 // The checks here are not public, so that xUnit does not run them by itself.
public sealed class RowLifetimeTests
{
    [Fact]
    public async Task Every_row_has_an_instance_of_its_own_that_lives_as_xunit_says()
    {
        var journal = new Journal();
        var scenario = new Scenario(new RunSettings { Concurrency = 1 }) { Check = typeof(LivingCheck), ConstructorArguments = [journal] };

        await scenario.RunAsync(2);

        string[] life = ["constructed", "initialized", "ran", "lifetime ended", "disposed async", "disposed"];
        journal.Entries.Should().Equal(life.Concat(life));
    }

    [Fact]
    public async Task An_instance_is_disposed_when_its_row_fails()
    {
        var journal = new Journal { Failure = new FormatException("broken") };
        var scenario = new Scenario { Check = typeof(LivingCheck), ConstructorArguments = [journal] };

        await scenario.RunAsync(1);

        journal.Entries.Should().Contain("disposed");
        scenario.Failures.Single().Text.Should().Contain("FormatException: broken");
    }

    [Fact]
    public async Task A_failure_to_dispose_fails_the_row()
    {
        var journal = new Journal { DisposeFailure = new IOException("cannot close") };
        var scenario = new Scenario { Check = typeof(LivingCheck), ConstructorArguments = [journal] };

        await scenario.RunAsync(1);

        scenario.Failures.Single().Text.Should().Contain("IOException: cannot close");
    }

    [Fact]
    public async Task A_failure_to_dispose_does_not_hide_the_rows_own()
    {
        var journal = new Journal { Failure = new FormatException("broken"), DisposeFailure = new IOException("cannot close") };
        var scenario = new Scenario { Check = typeof(LivingCheck), ConstructorArguments = [journal] };

        await scenario.RunAsync(1);

        scenario.Failures.Single().Text.Should().Contain("broken").And.Contain("cannot close");
    }

    [Fact]
    public async Task What_a_row_writes_is_shown_with_its_failure_only()
    {
        var scenario = new Scenario { Check = typeof(WritingCheck), ConstructorArguments = [new TestOutputHelper()] };

        await scenario.RunAsync(2);

        scenario.Failures.Single().Output.Should().Be("number 1\n");
    }

    [Fact]
    public async Task What_a_row_writes_is_shown_without_secrets()
    {
        var settings = new RunSettings { Redact = text => text.Replace("number", "***") };
        var scenario = new Scenario(settings) { Check = typeof(WritingCheck), ConstructorArguments = [new TestOutputHelper()] };

        await scenario.RunAsync(1);

        scenario.Failures.Single().Output.Should().Be("*** 1\n");
    }

    [Fact]
    public async Task Synchronous_static_and_value_task_bodies_run_too()
    {
        var synchronous = new Scenario { Check = typeof(StaticCheck) };
        var valueTask = new Scenario { Check = typeof(ValueTaskCheck) };

        await synchronous.RunAsync();
        await valueTask.RunAsync();

        synchronous.Results.Single().Name.Should().Be("TST002 3 rows verified, of rows 1 to 3");
        valueTask.Failures.Should().HaveCount(2);
    }

    private sealed class Journal
    {
        public List<string> Entries { get; } = [];

        public Exception? Failure { get; init; }

        public Exception? DisposeFailure { get; init; }
    }

    [Check("TST002", Severity.Error)]
    private sealed class LivingCheck : IAsyncLifetime, IAsyncDisposable, IDisposable
    {
        private readonly Journal _journal;

        public LivingCheck(Journal journal)
        {
            _journal = journal;
            journal.Entries.Add("constructed");
        }

        public Task InitializeAsync() => Note("initialized");

        Task IAsyncLifetime.DisposeAsync() => Note("lifetime ended");

        public async ValueTask DisposeAsync() => await Note("disposed async");

        public void Dispose()
        {
            _journal.Entries.Add("disposed");
            if (_journal.DisposeFailure is not null)
                throw _journal.DisposeFailure;
        }

        [StreamingTheory]
        [MemberData(nameof(Script.Rows), MemberType = typeof(Script))]
        public Task Lives(int number)
        {
            number.Should().BePositive();
            return _journal.Failure is null ? Note("ran") : Task.FromException(_journal.Failure);
        }

        private Task Note(string entry)
        {
            _journal.Entries.Add(entry);
            return Task.CompletedTask;
        }
    }

    [Check("TST002", Severity.Error)]
    private sealed class WritingCheck(ITestOutputHelper output)
    {
        [StreamingTheory]
        [MemberData(nameof(Script.Rows), MemberType = typeof(Script))]
        public void Writes(int number)
        {
            output.WriteLine("number {0}", number);
            number.Should().Be(2);
        }
    }

    [Check("TST002", Severity.Error)]
    private static class StaticCheck
    {
        [StreamingTheory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public static void Runs(int number) => number.Should().BePositive();
    }

    [Check("TST002", Severity.Error)]
    private sealed class ValueTaskCheck
    {
        public static readonly object[][] Numbers = [[1], [2]];

        [StreamingTheory]
        [MemberData(nameof(Numbers))]
        public async ValueTask Fails(int number)
        {
            await Task.Yield();
            number.Should().Be(3);
        }
    }
}
