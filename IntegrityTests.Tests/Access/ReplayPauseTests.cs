using System.Threading.Channels;
using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Access;

/// <summary>A standby whose lag the test says, on a clock of the test.</summary>
public sealed class ReplayPauseTests : IAsyncDisposable
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    private readonly WatchedClock _clock = new();
    private readonly Channel<Behind> _lags = Channel.CreateUnbounded<Behind>();
    private readonly List<string> _notes = [];
    private readonly List<string> _reasons = [];
    private readonly ReplayPause _pause;

    public ReplayPauseTests() =>
        _pause = new ReplayPause(Most, async cancel => await _lags.Reader.ReadAsync(cancel), _notes.Add, _reasons.Add, _clock);

    public ValueTask DisposeAsync() => _pause.DisposeAsync();

    [Fact]
    public async Task Nobody_waits_while_the_standby_follows()
    {
        for (var look = 0; look < 3; look++)
        {
            Is(seconds: 30);
            _pause.GoOnAsync(default).AsTask().IsCompleted.Should().BeTrue();
            await _pause.LookedAsync();
            _clock.Advance(ReplayPause.Interval);
        }

        (_pause.Words, _pause.Summary, _pause.End()).Should().Be((null, null, null));
    }

    [Fact]
    public async Task Everybody_waits_while_it_is_too_far_behind_and_goes_on_when_it_follows()
    {
        await PauseAsync(seconds: 45);

        var one = _pause.GoOnAsync(default).AsTask();
        var other = _pause.GoOnAsync(default).AsTask();
        _pause.Words.Should().Be("paused for 0 s: the standby is 45 s behind, more than 30 s");
        await StaysAsync(seconds: 3600);
        _pause.Words.Should().Be("paused for 5 s: the standby is 3,600 s behind, more than 30 s");
        one.IsCompleted.Should().BeFalse();

        Is(seconds: 12);
        _clock.Advance(ReplayPause.Interval);

        await Task.WhenAll(one, other);
        _pause.Words.Should().BeNull();
        _pause.Summary.Should().Be("standby: the run paused once, 10 s in all, while it was more than 30 s behind (INTEGRITY_MAX_LAG)");
        _notes.Concat(_reasons).Should().BeEmpty();
    }

    [Fact]
    public async Task Waiting_can_be_called_off()
    {
        await PauseAsync(seconds: 45);
        using var cancel = new CancellationTokenSource();
        var waiting = _pause.GoOnAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await waiting.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_standby_that_never_follows_is_given_up_after_a_quarter_of_an_hour()
    {
        await PauseAsync(seconds: 45);
        var waiting = _pause.GoOnAsync(default).AsTask();
        var looks = (int)(ReplayPause.Patience / ReplayPause.Interval);
        for (var look = 1; look < looks; look++) await StaysAsync(seconds: 45 + look);
        _reasons.Should().BeEmpty();

        Is(seconds: 1000);
        _clock.Advance(ReplayPause.Interval);
        await waiting;

        _reasons.Should().Equal("The standby has been more than 30 s behind for 15 minutes, now 1,000 s (INTEGRITY_MAX_LAG), so the run "
            + "waits no longer. See why it does not follow, then run again; what the run verified before stands.");
        _pause.Words.Should().BeNull();
    }

    [Fact]
    public async Task A_lag_that_is_not_known_is_said_and_waits_for_nothing()
    {
        _lags.Writer.TryWrite(new Behind(null, "it receives no changes from another server"));

        _pause.GoOnAsync(default).AsTask().IsCompleted.Should().BeTrue();
        await _pause.LookedAsync();

        _pause.GoOnAsync(default).AsTask().IsCompleted.Should().BeTrue();
        _notes.Should().Equal("INTEGRITY_MAX_LAG: how far the standby is behind was not known, so the run did not wait: it receives no "
            + "changes from another server.");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said()
    {
        await using var pause = new ReplayPause(
            Most, _ => Task.FromException<Behind>(new NpgsqlException("down")), _notes.Add, _reasons.Add, _clock);

        await pause.GoOnAsync(default);
        await pause.DisposeAsync();

        _notes.Should().ContainSingle().Which.Should().EndWith("so the run did not wait: the database did not answer.");
    }

    [Fact]
    public async Task A_run_that_ends_in_a_pause_says_so_and_waits_no_more()
    {
        await PauseAsync(seconds: 45);

        _pause.End().Should().Be("When the run ended, it was paused: the standby was 45 s behind, more than 30 s (INTEGRITY_MAX_LAG). "
            + "Run it again when the standby follows.");

        _pause.GoOnAsync(default).AsTask().IsCompleted.Should().BeTrue();
        _pause.End().Should().BeNull();
    }

    private void Is(int seconds) => _lags.Writer.TryWrite(new Behind(TimeSpan.FromSeconds(seconds)));

    private async Task PauseAsync(int seconds)
    {
        Is(seconds);
        await _pause.GoOnAsync(default);
        (await _clock.NextWaitAsync()).Should().Be(ReplayPause.Interval);
    }

    private async Task StaysAsync(int seconds)
    {
        Is(seconds);
        _clock.Advance(ReplayPause.Interval);
        (await _clock.NextWaitAsync()).Should().Be(ReplayPause.Interval);
    }
}
