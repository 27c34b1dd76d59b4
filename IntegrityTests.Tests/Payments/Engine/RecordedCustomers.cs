using System.Globalization;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.SampleDeployment;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>Customers of a recorded deployment of the newer platform, by docs/testing.md, Recordings: rows, answers, engine.</summary>
internal sealed class RecordedCustomers
{
    private const string Prefix = "/api/v1/payments/";
    private static readonly Lazy<RecordedCustomers> OfFixture = new(() => new(Path.Combine(Checkout.Folder, "fixtures", "2026-04")));
    private static readonly Lazy<RecordedCustomers> OfFacts = new(() => new(Path.Combine(SharedFacts.Folder, "written-2026-04")));
    private readonly string _folder;
    private readonly ILookup<RecordedCustomer, StoredSubscription> _subscriptions;
    private readonly ILookup<RecordedCustomer, StoredOneTimePurchase> _purchases;
    private readonly ILookup<RecordedCustomer, StoredItemChange> _changes;
    private readonly ILookup<RecordedCustomer, StoredRefund> _refunds;
    private readonly Dictionary<string, string> _tenancies;
    private readonly Lazy<Dictionary<string, PaymentsConfig>> _configs;

    private RecordedCustomers(string folder)
    {
        _folder = folder;
        _subscriptions = Table("Subscription").ToLookup(Customer, Subscription);
        _purchases = Table("OneTimePurchase").ToLookup(Customer, Purchase);
        _changes = Table("ItemQuantityChange").ToLookup(Customer, Change);
        _tenancies = Table("Tenancy").ToDictionary(row => row["projectId"], row => row["id"]);
        _configs = new(() => ReadConfigs().ToDictionary());
        var storage = Table("BulldozerStorageEngine");
        Engine = [.. storage.Select(row => EngineRow.Read(row["keyPath"], row["value"])).OfType<EngineRow>()];
        FoldStates = storage.Select(row => FoldState(row["keyPath"], row["value"])).OfType<(Guid, string)>().ToDictionary();
        _refunds = Engine.Where(row => row.Table == "payments-manual-transactions").ToLookup(
            row => Customer(row.Data), row => StoredRefund.Read(row.Id, row.Data.GetRawText()));
        Clock = Time(Table("BulldozerTimeFoldMetadata").Single(), "lastProcessedAt")!.Value.UnixMilliseconds;
    }

    /// <summary>Customers of the recording in this repository; read once, never changed.</summary>
    public static RecordedCustomers Fixture => OfFixture.Value;

    /// <summary>Customers of a whole deployment, of <see cref="SharedFacts"/>; read once, never changed.</summary>
    public static RecordedCustomers Written => OfFacts.Value;

    /// <summary>The worker's clock when the rows were read, in milliseconds since 1970.</summary>
    public long Clock { get; }

    /// <summary>The rows of the engine's tables.</summary>
    public IReadOnlyList<EngineRow> Engine { get; }

    /// <summary>What the engine's time folds keep of purchases, as JSON, by the ids of the purchases.</summary>
    public IReadOnlyDictionary<Guid, string> FoldStates { get; }

    /// <summary>Every customer that has a row.</summary>
    public IEnumerable<RecordedCustomer> All => _subscriptions.Select(group => group.Key)
        .Concat(_purchases.Select(group => group.Key))
        .Concat(_changes.Select(group => group.Key))
        .Distinct();

    /// <summary>The answers about a customer: of <c>items</c> or of <c>products</c>.</summary>
    public IEnumerable<RecordedAnswer> Answers(string endpoint) =>
        from line in File.ReadLines(Path.Combine(_folder, "answers.jsonl"))
        where line.Contains(Prefix + endpoint + "/", StringComparison.Ordinal)
        let answer = JsonElement.Parse(line)
        where answer.GetProperty("status").GetInt32() == 200
        let parts = answer.GetProperty("path").GetString()!.Split('?')[0][(Prefix + endpoint + "/").Length..].Split('/')
        select new RecordedAnswer(
            new RecordedCustomer(
                _tenancies[answer.GetProperty("project").GetString()!],
                CustomerTypes.Named(parts[0])!.Value,
                Uri.UnescapeDataString(parts[1])),
            parts.Length > 2 ? Uri.UnescapeDataString(parts[2]) : "",
            answer.GetProperty("read_at").GetDateTimeOffset().ToUnixTimeMilliseconds(),
            answer.GetProperty("body"));

    public CustomerRows RowsOf(RecordedCustomer customer) =>
        new([.. _subscriptions[customer]], [.. _purchases[customer]], [.. _changes[customer]]) { Refunds = [.. _refunds[customer]] };

    /// <summary>The config that the customer's project had.</summary>
    public PaymentsConfig ConfigOf(RecordedCustomer customer) => _configs.Value[customer.Tenancy];

    public static RecordedCustomer Customer(JsonElement data) => new(
        data.GetProperty("tenancyId").GetString()!,
        CustomerTypes.Named(data.GetProperty("customerType").GetString()!)!.Value,
        data.GetProperty("customerId").GetString()!);

    // Other tables that derive rows from rows keep states too. The last part of the path is the id of the purchase.
    private static (Guid, string)? FoldState(string keyPath, string value) =>
        keyPath.Contains("-timefold", StringComparison.Ordinal) && value.Contains("\"emittedRowsData\"", StringComparison.Ordinal)
            ? (Guid.Parse(JsonElement.Parse($"[{keyPath[1..^1]}]").EnumerateArray().Last().GetString()!.Trim('"')), value)
            : null;

    private IEnumerable<(string Tenancy, PaymentsConfig Config)> ReadConfigs() =>
        from line in File.ReadLines(Path.Combine(_folder, "answers.jsonl"))
        where line.Contains($"\"{Endpoints.Config}\"", StringComparison.Ordinal)
        let answer = JsonElement.Parse(line)
        let config = ConfigParser.Parse(answer.GetProperty("body"))
        select (_tenancies[answer.GetProperty("project").GetString()!], PaymentsConfigParser.Parse(config.Payments));

    private static RecordedCustomer Customer(IReadOnlyDictionary<string, string> row) =>
        new(row["tenancyId"], CustomerTypes.Labelled(row["customerType"])!.Value, row["customerId"]);

    private static StoredSubscription Subscription(IReadOnlyDictionary<string, string> row) => new()
    {
        Id = Guid.Parse(row["id"]),
        ProductId = Text(row, "productId"),
        Product = Product.Parse(row["product"]),
        Quantity = Long(row, "quantity"),
        Status = row["status"],
        CreatedAt = Time(row, "createdAt")!.Value,
        PeriodStart = Time(row, "currentPeriodStart")!.Value,
        PeriodEnd = Time(row, "currentPeriodEnd"),
        CancelsAtPeriodEnd = row["cancelAtPeriodEnd"] == "t",
        EndedAt = Time(row, "endedAt"),
        RefundedAt = Time(row, "refundedAt"),
        PriceId = Text(row, "priceId"),
        IsTestMode = row["creationSource"] == "TEST_MODE",
    };

    private static StoredOneTimePurchase Purchase(IReadOnlyDictionary<string, string> row) => new(
        Guid.Parse(row["id"]),
        Text(row, "productId"),
        Product.Parse(row["product"]),
        Long(row, "quantity"),
        Time(row, "createdAt")!.Value,
        Time(row, "refundedAt"))
    {
        RevokedAt = Time(row, "revokedAt"),
        PriceId = Text(row, "priceId"),
        IsTestMode = row["creationSource"] == "TEST_MODE",
    };

    private static StoredItemChange Change(IReadOnlyDictionary<string, string> row) => new(
        Guid.Parse(row["id"]),
        row["itemId"],
        row["customerType"],
        Long(row, "quantity"),
        Time(row, "createdAt")!.Value,
        Time(row, "expiresAt"));

    private static string? Text(IReadOnlyDictionary<string, string> row, string column) =>
        row[column] is { Length: > 0 } text ? text : null;

    private static long Long(IReadOnlyDictionary<string, string> row, string column) =>
        long.Parse(row[column], CultureInfo.InvariantCulture);

    private static StoredTime? Time(IReadOnlyDictionary<string, string> row, string column) => Text(row, column) is { } text
        ? StoredTime.OfUnixMilliseconds(
            DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds())
        : null;

    private IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string name) =>
        Csv.Read(Path.Combine(_folder, "tables", $"{name}.csv"));
}

/// <summary>A customer, by its tenancy.</summary>
internal sealed record RecordedCustomer(string Tenancy, CustomerType Type, string Id);

/// <summary>An answer about a customer.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Item">The item; empty in a list of products.</param>
/// <param name="ReadAt">When it was given, in milliseconds since 1970.</param>
/// <param name="Body">The answer.</param>
internal sealed record RecordedAnswer(RecordedCustomer Customer, string Item, long ReadAt, JsonElement Body);
