namespace IntegrityTests.Payments.Engine;

/// <summary>
/// A fault of the newer platform's own that changes what a customer has or owns, although its rows and the engine's are as the platform
/// writes them (source: docs/platform.md, The newer version).
/// </summary>
/// <param name="Name">Names the kind, such as <c>missed-expiry</c>.</param>
/// <param name="Description">What happens, and what customers lose or gain by it: a sentence without its full stop.</param>
public sealed record PlatformFault(string Name, string Description)
{
    /// <summary>The row of a grant's own expiry is the last one of the ledger as soon as it is written.</summary>
    public static PlatformFault FutureExpiry { get; } = new(
        "future-expiry",
        "an item grant with an expiry in the future counts as nothing as soon as it is written, so customers have less than they were "
            + "given");

    /// <summary>An end that no repetition can precede is not scheduled.</summary>
    public static PlatformFault FutureEnd { get; } = new(
        "future-end",
        "a subscription whose items do not repeat ends as soon as its end is known, so customers lose its product and items too early");

    /// <summary>The engine takes every one-time purchase outside test mode for one that was paid.</summary>
    public static PlatformFault MissedExpiry { get; } = new(
        "missed-expiry",
        "the first repetition of a purchase that cost nothing ends the wrong grant, so customers keep items that should have expired, "
            + "or lose others");

    /// <summary>Stripe's reduced quantity comes into the row, and the refund revokes it once more.</summary>
    public static PlatformFault DoubleRefund { get; } = new(
        "double-refund",
        "a partial refund of a subscription is subtracted twice, so customers own less than they paid for");

    /// <summary>A refund revokes the product only.</summary>
    public static PlatformFault RefundKeepsItems { get; } = new(
        "refund-keeps-items",
        "a refund takes the product back and leaves its items, so customers keep items that they no longer pay for");

    /// <summary>The platform sets an end only when Stripe reports a change, and the engine looks at nothing else.</summary>
    public static PlatformFault NeverEnds { get; } = new(
        "never-ends",
        "a subscription that is canceled, unpaid or expired has no end, so customers keep its product and get its items for ever");

    /// <summary>A canceled subscription is listed as a one-time purchase until its end.</summary>
    public static PlatformFault BlockedLine { get; } = new(
        "blocked-line",
        "a canceled subscription that runs to its end counts as a one-time purchase, so customers cannot buy another product of its line "
            + "until then");

    /// <summary>A change of the price at Stripe changes the snapshot and not the id.</summary>
    public static PlatformFault OtherSnapshot { get; } = new(
        "other-snapshot",
        "a subscription names one product and has the snapshot of another, so customers get the items of a product that they are not "
            + "listed with");

    /// <summary>The engine can never write the purchase: its two ways of repeating meet, or its price is no number.</summary>
    public static PlatformFault SecondWrite { get; } = new(
        "second-write",
        "the payments engine cannot store a purchase whose items repeat at different intervals, some to be replaced and some to stay, so "
            + "customers do not get what it gives");

    /// <summary>The config takes any number.</summary>
    public static PlatformFault OddQuantity { get; } = new(
        "odd-quantity",
        "a product includes a negative quantity or a fraction of an item and is granted as it stands, so customers lose items by having "
            + "it, or have parts of one");
}

/// <summary>The faults of the platform's own that a customer is affected by.</summary>
/// <param name="Kinds">The kinds that its rows show.</param>
/// <param name="Problem">Why there may be others, as a sentence without its full stop; null: these are all.</param>
public sealed record CustomerFaults(IReadOnlyList<PlatformFault> Kinds, string? Problem);
