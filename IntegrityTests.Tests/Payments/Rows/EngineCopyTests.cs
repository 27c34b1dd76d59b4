using FluentAssertions;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Payments.Engine;
using Xunit;

namespace IntegrityTests.Tests.Payments.Rows;

/// <summary>A row as the engine has it: what its copy says, and nothing else of the row but when it was made.</summary>
public sealed class EngineCopyTests
{
    private static readonly StoredSubscription Subscription = EngineRows.Subscription(EngineRows.Including(""), quantity: 5, ended: 9) with
    {
        Status = "unpaid",
        CancelsAtPeriodEnd = true,
        IsTestMode = true,
    };

    private static readonly StoredOneTimePurchase Purchase = EngineRows.Paid(EngineRows.Including(""), quantity: 5, at: 1) with
    {
        IsTestMode = true,
        RevokedAt = EngineRows.Day(9),
    };

    [Fact]
    public void A_subscription_is_what_its_copy_says()
    {
        var copy = Copy("""
            {
                "productId": "old", "product": { "customerType": "user", "prices": {} }, "quantity": 2, "status": "trialing",
                "cancelAtPeriodEnd": true, "createdAtMillis": 1000, "currentPeriodEndMillis": 2000, "endedAtMillis": 3000,
                "priceId": "y", "creationSource": "TEST_MODE"
            }
            """).Of(Subscription)!;

        copy.Product.Problem.Should().BeNull();
        (copy.ProductId, copy.Quantity, copy.Status, copy.CancelsAtPeriodEnd).Should().Be(("old", 2, "trialing", true));
        (copy.CreatedAt.UnixMilliseconds, copy.PeriodEnd?.UnixMilliseconds, copy.EndedAt?.UnixMilliseconds).Should().Be((1000, 2000, 3000));
        (copy.PriceId, copy.IsTestMode).Should().Be(("y", true));
    }

    [Fact]
    public void Of_a_subscription_what_its_copy_does_not_say_is_not_there()
    {
        var copy = Copy("""{ "cancelAtPeriodEnd": false, "creationSource": "PURCHASE_PAGE" }""").Of(Subscription)!;

        copy.Product.Problem.Should().NotBeNull();
        (copy.ProductId, copy.Quantity, copy.Status, copy.CancelsAtPeriodEnd).Should().Be((null, 0, "", false));
        (copy.CreatedAt, copy.PeriodEnd, copy.EndedAt).Should().Be((Subscription.CreatedAt, null, null));
        (copy.PriceId, copy.IsTestMode).Should().Be((null, false));
    }

    [Fact]
    public void A_purchase_is_what_its_copy_says()
    {
        var copy = Copy("""
            {
                "productId": "old", "product": { "customerType": "user", "prices": {} }, "quantity": 2, "createdAtMillis": 1000,
                "revokedAtMillis": 3000, "priceId": "y", "creationSource": "TEST_MODE"
            }
            """).Of(Purchase)!;

        copy.Product.Problem.Should().BeNull();
        (copy.ProductId, copy.Quantity, copy.PriceId, copy.IsTestMode).Should().Be(("old", 2, "y", true));
        (copy.CreatedAt.UnixMilliseconds, copy.RevokedAt?.UnixMilliseconds).Should().Be((1000, 3000));
    }

    [Fact]
    public void Of_a_purchase_what_its_copy_does_not_say_is_not_there()
    {
        var copy = Copy("{}").Of(Purchase)!;

        copy.Product.Problem.Should().NotBeNull();
        (copy.ProductId, copy.Quantity, copy.PriceId, copy.IsTestMode).Should().Be((null, 0, null, false));
        (copy.CreatedAt, copy.RevokedAt).Should().Be((Purchase.CreatedAt, null));
    }

    [Fact]
    public void What_the_engine_does_not_have_is_nothing()
    {
        Copy(null).Of(Subscription).Should().BeNull();
        Copy(null).Of(Purchase).Should().BeNull();
    }

    [Fact]
    public void A_refund_takes_back_what_its_entries_say()
    {
        var refund = StoredRefund.Read("refund:subscription:1", """
            { "effectiveAtMillis": 7, "entries": [
                { "type": "money-transfer" },
                { "type": "product-revocation", "productId": "pro", "quantity": 2, "adjustedTransactionId": "t", "adjustedEntryIndex": 0 },
                { "type": "product-revocation" }] }
            """);

        refund.At.Should().Be(7);
        refund.Products.Should().Equal(new RefundedProduct(1, "pro", 2, "t", 0), new RefundedProduct(2, null, 0, null, null));
        StoredRefund.Read("refund:subscription:1", "{}").Should().BeEquivalentTo(new StoredRefund("refund:subscription:1", null, []));
    }

    private static EngineCopy Copy(string? json) => new(Guid.Empty, json);
}
