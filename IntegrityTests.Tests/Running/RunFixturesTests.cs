using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class RunFixturesTests
{
    [Fact]
    public async Task A_fixture_is_made_once_and_initialized()
    {
        using var run = Run(typeof(Good));

        var fixtures = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => run.FixtureAsync<Good>()));

        fixtures.Distinct().Should().ContainSingle().Which.Initialized.Should().Be(1);
    }

    [Fact]
    public async Task A_fixture_does_not_belong_to_the_case_that_asked_first()
    {
        using var run = Run(typeof(Good));
        CasePartition.Current = Cases.Partition("p1", "Acme");

        (await run.FixtureAsync<Good>()).Partition.Should().BeNull();
        CasePartition.Current.Key.Should().Be("p1");
    }

    [Fact]
    public async Task A_fixture_that_cannot_be_made_aborts_the_run_with_its_message()
    {
        using var run = Run(typeof(Bad));

        await run.Awaiting(r => r.FixtureAsync<Bad>()).Should().ThrowAsync<NotVerifiedException>().WithMessage("the database is down");

        run.AbortReason.Should().Be("the database is down");
        run.Aborted.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task A_type_that_is_no_fixture_is_told_so()
    {
        using var run = Run();

        await run.Awaiting(r => r.FixtureAsync<Good>()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*RunFixture(typeof(Good))*");
    }

    [Fact]
    public async Task All_fixtures_are_disposed_even_when_one_fails()
    {
        using var run = Run(typeof(Good), typeof(Stubborn));
        var good = await run.FixtureAsync<Good>();
        await run.FixtureAsync<Stubborn>();

        await run.Awaiting(r => r.Fixtures.DisposeAsync()).Should().ThrowAsync<AggregateException>().WithMessage("*cannot close*");

        good.Disposed.Should().BeTrue();
    }

    private static Run Run(params Type[] types) =>
        new(new RunSettings(), new RunFixtures(types), new SpyLog(), new RunProgress([]), TimeProvider.System);

    private sealed class Good : IAsyncLifetime
    {
        public int Initialized { get; private set; }

        public bool Disposed { get; private set; }

        public CasePartition? Partition { get; private set; }

        public Task InitializeAsync()
        {
            Initialized++;
            Partition = CasePartition.Current;
            return Task.CompletedTask;
        }

        public Task DisposeAsync()
        {
            Disposed = true;
            return Task.CompletedTask;
        }
    }

    private sealed class Bad : IAsyncLifetime
    {
        public Task InitializeAsync() => throw new IOException("the database is down");

        public Task DisposeAsync() => Task.CompletedTask;
    }

    private sealed class Stubborn : IDisposable
    {
        public void Dispose() => throw new IOException("cannot close");
    }
}
