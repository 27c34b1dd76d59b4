using IntegrityTests.Running.Reporting;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>
/// Stands between xUnit's bus and the sink of a run, so that every row may ask whether the run goes on: at most one
/// <see cref="StopQuestion"/> waits in the bus, however slowly it hands messages on, and at most one is asked in
/// <see cref="Patience"/>, because an answer costs as much as the verification of a row.
/// </summary>
/// <param name="sink">Takes the messages of the run.</param>
/// <param name="clock">Measures the time between two questions.</param>
internal sealed class StopListener(IMessageSink sink, TimeProvider clock) : LongLivedMarshalByRefObject, IMessageSink
{
    /// <summary>How long an answer counts: 50 ms, less than a person notices after Ctrl-C.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly long _patience = (long)(Patience.TotalSeconds * clock.TimestampFrequency);
    private long _next = long.MinValue;
    private int _waiting;

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is StopQuestion) Volatile.Write(ref _waiting, 0);
        return sink.OnMessage(message);
    }

    /// <summary>The bus that cases use in place of <paramref name="bus"/>, which hands its messages to this sink.</summary>
    public IMessageBus Listen(IMessageBus bus) => new Bus(this, bus);

    // Whether now is the time for a question, of which only one may wait.
    private bool Begins()
    {
        var now = clock.GetTimestamp();
        if (now < Volatile.Read(ref _next) || Interlocked.Exchange(ref _waiting, 1) == 1) return false;
        Volatile.Write(ref _next, now + _patience);
        return true;
    }

    private sealed class Bus(StopListener listener, IMessageBus bus) : IMessageBus
    {
        private volatile bool _goesOn = true;

        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is StopQuestion && !listener.Begins()) return _goesOn;
            if (!bus.QueueMessage(message)) _goesOn = false;
            return _goesOn;
        }

        public void Dispose() => bus.Dispose();
    }
}
