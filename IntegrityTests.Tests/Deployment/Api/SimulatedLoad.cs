using IntegrityTests.Deployment.Api;
using Microsoft.Extensions.Time.Testing;

namespace IntegrityTests.Tests.Deployment.Api;

/// <summary>A server and the calls that it gets, moment after moment, as far as a limit sees them.</summary>
/// <param name="limit">The limit.</param>
/// <param name="clock">Its clock.</param>
internal sealed class SimulatedLoad(AdaptiveLimit limit, FakeTimeProvider clock)
{
    private readonly PriorityQueue<(int Era, double Took, bool IsRefused), double> _inFlight = new();
    private double _now;

    /// <summary>How many calls the server works on at the same time; the others wait.</summary>
    public int Knee { get; set; } = 8;

    /// <summary>How long it works on a call, in seconds.</summary>
    public double Work { get; set; } = 0.05;

    /// <summary>How many calls there are to make at a time.</summary>
    public int Wanted { get; set; } = int.MaxValue;

    /// <summary>Whether the server refuses the call with this number, when so many are in flight.</summary>
    public Func<long, int, bool> Refuses { get; set; } = (_, _) => false;

    public long Calls { get; private set; }

    public long Answers { get; private set; }

    public int Highest { get; private set; }

    public int Lowest { get; private set; } = int.MaxValue;

    /// <summary>Lets time pass; <see cref="Answers"/>, <see cref="Highest"/> and <see cref="Lowest"/> are of this time.</summary>
    public void Pass(TimeSpan time)
    {
        (Answers, Highest, Lowest) = (0, limit.Limit, limit.Limit);
        var end = _now + time.TotalSeconds;
        for (Send(); _inFlight.TryPeek(out _, out var next) && next <= end; Send())
        {
            var (era, took, isRefused) = _inFlight.Dequeue();
            MoveTo(next);
            if (isRefused)
            {
                limit.Refused(era);
            }
            else
            {
                Answers++;
                limit.Answered(era, TimeSpan.FromSeconds(took), Wanted > limit.Limit);
            }

            (Highest, Lowest) = (Math.Max(Highest, limit.Limit), Math.Min(Lowest, limit.Limit));
        }

        MoveTo(end);
    }

    private void Send()
    {
        while (_inFlight.Count < Math.Min(limit.Limit, Wanted))
        {
            var inFlight = _inFlight.Count + 1;
            var isRefused = Refuses(Calls++, inFlight);
            var took = isRefused ? Work / 10 : Work * Math.Max(1, (double)inFlight / Knee);
            _inFlight.Enqueue((limit.Era, took, isRefused), _now + took);
        }
    }

    private void MoveTo(double moment)
    {
        clock.Advance(TimeSpan.FromSeconds(moment - _now));
        _now = moment;
    }
}
