namespace SampleDeployment.Data.Engine.Derived;

/// <summary>A subscription over time: it starts, gives its items again, and ends once if it says when.</summary>
internal sealed class SubscriptionFold : TimeFold
{
    private readonly JsonRow _start;
    private readonly string _startId;

    public SubscriptionFold(JsonRow row)
        : this(row, StartOf(row), $"sub-start:{JsonRow.Unquoted(row["id"])}")
    {
    }

    private SubscriptionFold(JsonRow row, JsonRow start, string startId)
        : base(row, startId, FirstItem(start)) => (_start, _startId) = (start, startId);

    public override string State => new JsonRow([
        ("subscriptionId", Row["id"]),
        .. Row.Only("tenancyId", "customerId", "customerType", "productId", "product"),
        .. _start.Only("productLineId"),
        .. Row.Only("priceId", "quantity", "endedAtMillis"),
        .. _start.Only("paymentProvider", "chargedAmount"),
        ("startTxnId", JsonRow.Json(_startId)),
        ("startProductGrantEntryIndex", "1"),
        ("startItemChangeBaseIndex", JsonRow.Json(FirstItem(_start))),
        .. Repeats(_ => true)]).Text;

    protected override string SourceType => "\"subscription\"";

    private decimal? Ended => Row.Number("endedAtMillis");

    protected override decimal? Begin(List<JsonRow> events)
    {
        events.Add(_start);
        if (SoonestRepeat is not null || !(Ended < Row.Number("currentPeriodEndMillis"))) return AfterRepeat();

        events.Add(End());
        return null;
    }

    protected override decimal? AfterRepeat() =>
        SoonestRepeat is { } repeat && Ended is { } ended ? Math.Min(repeat, ended) : SoonestRepeat ?? Ended;

    // An end comes before a repetition of the same moment.
    protected override JsonRow? EndAt(decimal at) => Ended <= at ? End() : null;

    private static int FirstItem(JsonRow start) => Purchases.MovesMoney(start) ? 3 : 2;

    private static JsonRow StartOf(JsonRow row) => new([
        ("type", "\"subscription-start\""),
        ("subscriptionId", row["id"]),
        .. row.Only("tenancyId", "customerId", "customerType", "productId", "product"),
        ("productLineId", Purchases.OfProduct(row, "productLineId")),
        .. row.Only("priceId", "quantity"),
        ("chargedAmount", Purchases.Charge(row)),
        ("itemGrants", JsonRow.Array(IncludedItem.Of(row).Select(item => item.Grant.Text))),
        ("paymentProvider", Purchases.Provider(row)),
        ("effectiveAtMillis", row["createdAtMillis"]),
        ("createdAtMillis", row["createdAtMillis"])]);

    private JsonRow End() => new([
        ("type", "\"subscription-end\""),
        ("subscriptionId", Row["id"]),
        .. Row.Only("tenancyId", "customerId", "customerType", "productId"),
        .. _start.Only("productLineId"),
        .. Row.Only("quantity"),
        ("startProductGrantRef", new JsonRow(("transactionId", JsonRow.Json(_startId)), ("entryIndex", "1")).Text),
        ("itemQuantityChangesToExpire", Expiring),
        .. _start.Only("paymentProvider"),
        ("effectiveAtMillis", Row["endedAtMillis"]),
        ("createdAtMillis", Row["endedAtMillis"])]);
}

/// <summary>A one-time purchase over time: it gives its items again.</summary>
/// <param name="row">
/// The stored row. Unless it was a test, the platform takes it that money moved: the places of what was given without a price are wrong.
/// </param>
internal sealed class OneTimePurchaseFold(JsonRow row) : TimeFold(
    row, $"otp:{JsonRow.Unquoted(row["id"])}", Purchases.Provider(row) == Purchases.TestMode ? 1 : 2)
{
    public override string State => new JsonRow([
        ("purchaseId", Row["id"]),
        .. Row.Only("tenancyId", "customerId", "customerType"),
        ("paymentProvider", Purchases.Provider(Row)),
        ("anchorMillis", Row["createdAtMillis"]),
        .. Row.Only("revokedAtMillis"),
        .. Repeats(item => item.Repeats)]).Text;

    protected override string SourceType => "\"one_time_purchase\"";

    protected override decimal? Begin(List<JsonRow> events) => AfterRepeat();

    protected override decimal? AfterRepeat() => SoonestRepeat > Row.Number("revokedAtMillis") ? null : SoonestRepeat;
}
