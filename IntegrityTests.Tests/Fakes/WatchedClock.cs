using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace IntegrityTests.Tests.Fakes;

/// <summary>A clock that stands still until the test moves it, and says for how long somebody begins to wait.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Watched(base.CreateTimer(callback, state, dueTime, period), Note);
        if (dueTime != Timeout.InfiniteTimeSpan) Note(dueTime);
        return timer;
    }

    /// <summary>The next wait that begins or has begun; a deadline is one, too. Infinite: one that was called off.</summary>
    public ValueTask<TimeSpan> NextWaitAsync() => _waits.Reader.ReadAsync();

    private void Note(TimeSpan dueTime) => _waits.Writer.TryWrite(dueTime);

    private sealed class Watched(ITimer timer, Action<TimeSpan> note) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = timer.Change(dueTime, period);
            note(dueTime);
            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
