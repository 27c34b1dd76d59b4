using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using Xunit.Abstractions;

namespace IntegrityTests.Tests.Running;

#pragma warning disable xUnit1000 // The checks here are not public, so that xUnit does not run them by itself.
public sealed class AssemblyRunTests : IDisposable
{
    private readonly ScriptedRun _run = new(
        (typeof(Shared), () => new Shared()), (typeof(Broken), () => throw new IOException("the database is down")));

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_run_prints_banner_and_summary_and_writes_its_file()
    {
        var bus = await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        bus.Results.Should().ContainSingle(result => result.Kind == "passed");
        _run.Printed[0].Should().Be("target: ***");
        _run.Printed[^1].Should().EndWith("PASSED: 1 row verified");
        _run.Kinds().Should().Equal("run", "page", "case", "end");
    }

    [Fact]
    public async Task The_cases_of_a_check_run_at_once()
    {
        var both = new CountdownEvent(2);
        var met = new TaskCompletionSource();
        _run.Script.Body = (_, _) =>
        {
            if (both.Signal())
                met.SetResult();
            return met.Task;
        };

        var bus = await _run.RunAsync(
            Cases.Of(typeof(ScriptedCheck), Cases.Partition("p1", "One")),
            Cases.Of(typeof(ScriptedCheck), Cases.Partition("p2", "Other"), order: 1));

        bus.Results.Should().HaveCount(2).And.OnlyContain(result => result.Kind == "passed");
    }

    [Fact]
    public async Task A_fixture_of_the_run_reaches_the_constructor_and_is_disposed_at_the_end()
    {
        var bus = await _run.RunAsync(Cases.Of(typeof(FixtureCheck)));

        bus.Results.Should().Equal(new Result("passed", "TST004 1 row verified, of rows 1 to 1", ""));
        _run.Script.Seen.Should().BeOfType<Shared>().Which.Disposed.Should().BeTrue();
    }

    [Fact]
    public async Task A_fixture_of_the_class_reaches_the_constructor_too()
    {
        await _run.RunAsync(Cases.Of(typeof(ClassFixtureCheck)));

        _run.Script.Seen.Should().BeOfType<Shared>().Which.Disposed.Should().BeTrue();
    }

    [Fact]
    public async Task A_fixture_that_cannot_be_made_fails_its_cases_as_not_verified()
    {
        var bus = await _run.RunAsync(Cases.Of(typeof(BrokenFixtureCheck)));

        bus.Results.Should().Equal(new Result("failed", "TST005 Runs", "NOT VERIFIED: the database is down"));
        _run.Printed[^1].Should().Contain("NOT VERIFIED: the database is down");
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_fail_every_case_and_are_reported_in_full_once()
    {
        var definition = new RunDefinition(() => throw new InvalidOperationException("two mistakes:\n- a\n- b"), _ => []);

        var bus = await _run.RunAsync(
            definition,
            Cases.Of(typeof(ScriptedCheck), Cases.Partition("p1", "One")),
            Cases.Of(typeof(ScriptedCheck), Cases.Partition("p2", "Other"), order: 1));

        bus.Results.Select(result => result.Text).Should().BeEquivalentTo(
            "NOT VERIFIED: The run could not start: two mistakes:\n- a\n- b", "NOT VERIFIED: The run could not start: two mistakes:");
    }

    [Fact]
    public async Task A_results_folder_that_cannot_be_written_fails_the_run()
    {
        File.WriteAllText(_run.Folder.File("file"), "");
        var definition = new RunDefinition(() => _run.Settings() with { ResultsDirectory = _run.Folder.File("file") }, _ => []);

        var bus = await _run.RunAsync(definition, Cases.Of(typeof(ScriptedCheck)));

        bus.Results.Single().Text.Should().StartWith("NOT VERIFIED: The run could not start: The results folder cannot be written");
    }

    [Theory]
    [InlineData(0, 1, 1, "Concurrency is 0")]
    [InlineData(1, 0, 1, "PageSize is 0")]
    [InlineData(1, 1, -1, "MaxFailuresPerCase is -1")]
    public void Numbers_below_one_are_refused(int concurrency, int pageSize, int maxFailures, string message)
    {
        var settings = new RunSettings { Concurrency = concurrency, PageSize = pageSize, MaxFailuresPerCase = maxFailures };

        new RunDefinition(() => settings, _ => []).Invoking(definition => definition.ReadSettings())
            .Should().Throw<InvalidOperationException>().WithMessage(message + "*");
    }

    [Fact]
    public async Task A_run_that_only_skipped_is_red_and_says_what_it_skipped()
    {
        _run.Script.Source = _ => Script.NumbersThenThrow(0, new NothingToVerifyException("no Stripe key"));

        var bus = await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        bus.Results.Select(result => result.Kind).Should().Equal("skipped", "failed");
        bus.Results[1].Text.Should().Be("The run verified nothing: everything was skipped.\n  TST001: no Stripe key");
        bus.Messages.OfType<ITestAssemblyFinished>().Single().TestsFailed.Should().Be(1);
    }

    [Fact]
    public async Task The_reason_why_a_run_was_given_up_is_shown_without_secrets()
    {
        _run.Script.Body = (_, _) =>
        {
            _run.Script.Opened.Single().Run.Abort("the key s3cret is refused");
            return Task.CompletedTask;
        };

        await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        _run.Printed[^1].Should().Contain("NOT VERIFIED: the key *** is refused");
        File.ReadAllText(_run.Folder.File("findings.jsonl")).Should().Contain("the key *** is refused");
        File.ReadAllText(_run.Folder.File("report.html")).Should().Contain("the key *** is refused");
    }

    [Fact]
    public async Task A_run_without_checks_is_left_to_xunit()
    {
        await _run.RunAsync();

        _run.Printed.Should().BeEmpty();
        Directory.GetFiles(_run.Folder.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task Stop_on_fail_ends_the_run_without_a_verdict_on_the_rest()
    {
        _run.Script.Source = _ => Script.Numbers(100);
        _run.Script.Body = (_, _) => throw new NotVerifiedException("broken");

        var bus = new SpyBus { StopAt = message => message is ITestFailed };

        await _run.RunAsync(_run.Settings, bus, Cases.Of(typeof(ScriptedCheck)));

        bus.Messages.OfType<ITestAssemblyFinished>().Should().ContainSingle();
        _run.Printed[^1].Should().Contain("1 case stopped before the end");
    }

    [Fact]
    public async Task The_framework_runs_what_xunit_gives_it()
    {
        using var framework = new StreamingTestFramework(new SpyBus());
        using var executor = framework.GetExecutor(typeof(AssemblyRunTests).Assembly.GetName());
        var ended = new TaskCompletionSource();
        var sink = new SpyBus { StopAt = message => message is ITestAssemblyFinished && ended.TrySetResult() };

        executor.RunTests([], sink, new NoOptions());

        await ended.Task;
        sink.Results.Should().BeEmpty();
    }

    [Fact]
    public void An_assembly_without_configuration_runs_with_the_defaults()
    {
        var definition = RunDefinition.Of(typeof(AssemblyRunTests).Assembly);

        definition.ReadSettings().Should().BeEquivalentTo(
            new { Concurrency = 16, PageSize = 1000, MaxFailuresPerCase = 100, FailOn = Severity.Error });
        definition.ChecksOf(typeof(ScriptedCheck)).Should().BeEmpty();
    }

    private sealed class Shared : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class Broken;

    [Check("TST004", Severity.Error)]
    private sealed class FixtureCheck(Shared shared)
    {
        [StreamingTheory]
        [MemberData(nameof(Script.Rows), MemberType = typeof(Script))]
        public void Runs(int number)
        {
            number.Should().Be(1);
            Script.Ambient.Value!.Seen = shared;
            shared.Disposed.Should().BeFalse();
        }
    }

    [Check("TST006", Severity.Error)]
    private sealed class ClassFixtureCheck(Shared shared) : IClassFixture<Shared>
    {
        [StreamingTheory]
        [InlineData(1)]
        public void Runs(int number)
        {
            number.Should().Be(1);
            Script.Ambient.Value!.Seen = shared;
        }
    }

    [Check("TST005", Severity.Error)]
    private sealed class BrokenFixtureCheck(Broken broken)
    {
        [StreamingTheory]
        [InlineData(1)]
        public void Runs(int number) => broken.Should().Be(number);
    }
}
