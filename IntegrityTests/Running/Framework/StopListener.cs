using IntegrityTests.Running.Reporting;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>
/// Stands between xUnit's bus and the sink of a run, so that every row may ask whether the run goes on: at most one
/// <see cref="StopQuestion"/> waits in the bus, however slowly it hands messages on.
/// </summary>
/// <param name="sink">Takes the messages of the run.</param>
internal sealed class StopListener(IMessageSink sink) : LongLivedMarshalByRefObject, IMessageSink
{
    private int _waiting;

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is StopQuestion) Volatile.Write(ref _waiting, 0);
        return sink.OnMessage(message);
    }

    /// <summary>The bus that cases use in place of <paramref name="bus"/>, which hands its messages to this sink.</summary>
    public IMessageBus Listen(IMessageBus bus) => new Bus(this, bus);

    private sealed class Bus(StopListener listener, IMessageBus bus) : IMessageBus
    {
        private volatile bool _goesOn = true;

        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is StopQuestion && Interlocked.Exchange(ref listener._waiting, 1) == 1) return _goesOn;
            if (!bus.QueueMessage(message)) _goesOn = false;
            return _goesOn;
        }

        public void Dispose() => bus.Dispose();
    }
}
