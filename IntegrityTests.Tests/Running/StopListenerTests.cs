using FluentAssertions;
using IntegrityTests.Running.Framework;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Running;

public sealed class StopListenerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly StopQuestion _question = new(new XunitTest(Cases.Of(typeof(ScriptedCheck)), "A row"));

    [Fact]
    public void Questions_do_not_pile_up_in_a_bus_that_hands_on_slowly()
    {
        using var handedOn = new ManualResetEventSlim();
        var sink = new SpyBus { StopAt = _ => !handedOn.Wait(TimeSpan.FromMinutes(1)) };
        var listener = new StopListener(sink, _clock);

        using (var bus = listener.Listen(new MessageBus(listener, stopOnFail: false)))
        {
            for (var row = 0; row < 100_000; row++)
            {
                _clock.Advance(StopListener.Patience);
                bus.QueueMessage(_question).Should().BeTrue();
            }

            handedOn.Set();
        }

        sink.Messages.Should().HaveCountLessThanOrEqualTo(2, "one was being handed on and one waited");
    }

    [Fact]
    public void A_question_is_asked_again_once_the_one_before_was_handed_on()
    {
        var sink = new SpyBus();
        var listener = new StopListener(sink, _clock);
        using var bus = listener.Listen(new SynchronousMessageBus(listener, stopOnFail: false));

        for (var row = 0; row < 3; row++)
        {
            bus.QueueMessage(_question);
            _clock.Advance(StopListener.Patience);
        }

        sink.Messages.Should().HaveCount(3);
    }

    [Fact]
    public void Rows_that_follow_each_other_fast_share_an_answer()
    {
        var sink = new SpyBus();
        var listener = new StopListener(sink, _clock);
        using var bus = listener.Listen(new SynchronousMessageBus(listener, stopOnFail: false));

        for (var row = 0; row < 100; row++)
        {
            bus.QueueMessage(_question);
            _clock.Advance(StopListener.Patience / 10);
        }

        sink.Messages.Should().HaveCount(10);
    }

    [Fact]
    public void Every_other_message_is_handed_on()
    {
        var handedOver = new SpyBus();
        var listener = new StopListener(new SpyBus(), _clock);
        using var bus = listener.Listen(handedOver);
        for (var row = 0; row < 3; row++) bus.QueueMessage(_question);

        for (var row = 0; row < 3; row++) bus.QueueMessage(new TestClassConstructionStarting(_question.Test));

        handedOver.Messages.Should().HaveCount(4);
    }

    [Fact]
    public void A_no_is_remembered_while_a_question_waits()
    {
        var listener = new StopListener(new SpyBus(), _clock);
        using var bus = listener.Listen(new SpyBus { StopAt = _ => true });
        bus.QueueMessage(_question);

        bus.QueueMessage(_question).Should().BeFalse();
    }
}
