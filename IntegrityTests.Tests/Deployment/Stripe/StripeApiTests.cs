using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Stripe;

public sealed class StripeApiTests
{
    private const string Endpoint = "/v1/balance_transactions?limit=100";

    [Fact]
    public async Task The_key_is_in_the_header_and_nowhere_else()
    {
        var headers = ("", "");
        await using var api = await FakeApi.StartAsync(context =>
        {
            headers = (context.Request.Headers.Authorization.ToString(), context.Request.Headers["Stripe-Account"].ToString());
            return context.AnswerAsync("{}");
        });
        await using var stripe = api.StripeClient();

        var response = await stripe.GetAsync(StripeList.Project, Endpoint, new TestRow().Row, CancellationToken.None);

        headers.Should().Be(($"Bearer {StripeList.Key}", "acct_1"));
        api.Asked.Should().Equal(Endpoint);
        $"{response} {response.Endpoint}".Should().NotContain(StripeList.Key);
    }

    [Fact]
    public async Task Refused_for_load_it_asks_again_when_Stripe_says()
    {
        var asked = 0;
        await using var api = await FakeApi.StartAsync(context =>
        {
            if (Interlocked.Increment(ref asked) > 1) return context.AnswerAsync("{}");
            context.Response.Headers.RetryAfter = "7";
            return context.AnswerAsync("""{"error": {"type": "rate_limit_error"}}""", 429);
        });
        var clock = new WatchedClock();
        var deadline = TimeSpan.FromSeconds(30);
        await using var stripe = api.StripeClient(deadline, clock);

        var asking = stripe.GetAsync(StripeList.Project, Endpoint, new TestRow().Row, CancellationToken.None);

        (await clock.NextWaitAsync()).Should().Be(deadline);
        (await clock.NextWaitAsync()).Should().Be(TimeSpan.FromSeconds(7));
        api.Asked.Should().ContainSingle();
        clock.Advance(TimeSpan.FromSeconds(7));
        (await asking).IsOk.Should().BeTrue();
        api.Asked.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_fails_on_Stripes_side_is_asked_again_and_then_not_verified(int status)
    {
        await using var api = await FakeApi.AnsweringAsync("{}", status);
        await using var stripe = api.StripeClient();

        var asking = () => stripe.GetAsync(StripeList.Project, Endpoint, new TestRow().Row, CancellationToken.None);

        (await asking.Should().ThrowAsync<NotVerifiedException>())
            .WithMessage($"Stripe could not answer, also when asked again: {status}.");
        api.Asked.Should().HaveCount(5);
    }

    [Fact]
    public async Task A_refused_key_is_not_verified_and_named_but_not_shown()
    {
        await using var api = await FakeApi.AnsweringAsync(
            $$$"""{"error": {"message": "Invalid API Key provided: {{{StripeList.Key}}}"}}""", 401);
        await using var stripe = api.StripeClient();

        var asking = () => stripe.GetAsync(StripeList.Project, Endpoint, new TestRow().Row, CancellationToken.None);

        (await asking.Should().ThrowAsync<NotVerifiedException>())
            .Which.Message.Should().Contain("INTEGRITY_STRIPE_KEY").And.NotContain(StripeList.Key);
    }

    [Fact]
    public async Task No_answer_in_time_is_not_verified()
    {
        await using var api = await FakeApi.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var stripe = api.StripeClient(TimeSpan.FromMilliseconds(50));

        var asking = () => stripe.GetAsync(StripeList.Project, Endpoint, new TestRow().Row, CancellationToken.None);

        (await asking.Should().ThrowAsync<NotVerifiedException>()).WithMessage("*no complete answer within 0.05 s*");
    }
}
