using FluentAssertions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class RunFixturesTests
{
    [Fact]
    public async Task A_fixture_is_made_once_and_with_the_run()
    {
        var made = new List<Run>();
        using var run = Run((typeof(Good), r =>
        {
            made.Add(r);
            return new Good();
        }
        ));

        var fixtures = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => run.FixtureAsync<Good>()));

        fixtures.Distinct().Should().ContainSingle();
        made.Should().Equal(run);
    }

    [Fact]
    public async Task A_fixture_that_cannot_be_made_aborts_the_run_with_its_message()
    {
        using var run = Run((typeof(Good), _ => throw new IOException("the database is down")));

        await run.Awaiting(r => r.FixtureAsync<Good>()).Should().ThrowAsync<NotVerifiedException>().WithMessage("the database is down");

        run.AbortReason.Should().Be("the database is down");
        run.Aborted.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task A_type_that_is_not_a_fixture_is_refused()
    {
        using var run = Run();

        await run.Awaiting(r => r.FixtureAsync<Good>()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("Good is not a fixture*Fixtures*");
    }

    [Fact]
    public async Task Only_a_fixture_that_was_made_is_given_to_whoever_does_not_want_to_make_it()
    {
        using var run = Run((typeof(Good), _ => new Good()), (typeof(Stubborn), _ => throw new IOException("no disk")));
        var fixtures = new RunFixtures(run.Settings.Fixtures);

        (await fixtures.MadeAsync<Good>()).Should().BeNull("nobody has asked for it");
        var made = await fixtures.GetAsync(typeof(Good), run);
        await fixtures.Awaiting(all => all.GetAsync(typeof(Stubborn), run)).Should().ThrowAsync<NotVerifiedException>();

        (await fixtures.MadeAsync<Good>()).Should().BeSameAs(made);
        (await fixtures.MadeAsync<Stubborn>()).Should().BeNull("it could not be made");
        await fixtures.DisposeAsync();
    }

    [Theory]
    [InlineData(typeof(Good), true)]
    [InlineData(typeof(MemoryStream), true)]
    [InlineData(typeof(IAsyncLifetime), true)]
    [InlineData(typeof(IAsyncDisposable), true)]
    [InlineData(typeof(string), false)]
    public void A_type_has_an_end_by_any_of_three_interfaces(Type type, bool hasEnd) => Lifetime.HasEnd(type).Should().Be(hasEnd);

    [Fact]
    public async Task All_fixtures_are_disposed_even_when_one_fails()
    {
        using var run = Run((typeof(Good), _ => new Good()), (typeof(Stubborn), _ => new Stubborn()));
        var good = await run.FixtureAsync<Good>();
        await run.FixtureAsync<Stubborn>();

        await run.Awaiting(r => r.Fixtures.DisposeAsync()).Should().ThrowAsync<AggregateException>().WithMessage("*cannot close*");

        good.Disposed.Should().BeTrue();
    }

    private static Run Run(params (Type Type, Func<Run, object> Make)[] fixtures)
    {
        var makers = fixtures.ToDictionary(fixture => fixture.Type, fixture => Made(fixture.Make));
        return new Run(new RunSettings { Fixtures = makers }, TimeProvider.System);

        static Func<Run, Task<object>> Made(Func<Run, object> make) => run => Task.Run(() => make(run));
    }

    private sealed class Good : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class Stubborn : IDisposable
    {
        public void Dispose() => throw new IOException("cannot close");
    }
}
