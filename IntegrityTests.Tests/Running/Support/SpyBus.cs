using System.Collections.Concurrent;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>A message bus, and sink, that keeps what it gets.</summary>
internal sealed class SpyBus : LongLivedMarshalByRefObject, IMessageBus, IMessageSink
{
    private readonly ConcurrentQueue<IMessageSinkMessage> _messages = new();

    /// <summary>Says stop to the first message that fits, as xUnit's bus does with StopOnFail.</summary>
    public Func<IMessageSinkMessage, bool> StopAt { get; init; } = _ => false;

    public IReadOnlyList<IMessageSinkMessage> Messages => [.. _messages];

    public IReadOnlyList<Result> Results => [.. _messages.OfType<ITestResultMessage>().Select(Result.Of)];

    public bool QueueMessage(IMessageSinkMessage message)
    {
        _messages.Enqueue(message);
        return !StopAt(message);
    }

    public bool OnMessage(IMessageSinkMessage message) => QueueMessage(message);

    public void Dispose()
    {
    }
}
