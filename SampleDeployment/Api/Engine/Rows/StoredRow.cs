using System.Text.Json;

namespace SampleDeployment.Api.Engine.Rows;

/// <summary>What the engine keeps of a row: its data, in which no key is missing.</summary>
internal abstract class StoredRow(JsonElement data)
{
    public string Id => Text("id")!;

    /// <summary>Milliseconds since 1970, as all times here.</summary>
    public long CreatedAt => Millis("createdAtMillis")!.Value;

    protected JsonElement Member(string name) => data.GetProperty(name);

    protected string? Text(string name) => Member(name).GetString();

    protected long? Millis(string name) => Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;
}

/// <summary>A row of one customer.</summary>
internal abstract class CustomerRow(JsonElement data) : StoredRow(data)
{
    public string TenancyId => Text("tenancyId")!;

    public string CustomerType => Text("customerType")!;

    public string CustomerId => Text("customerId")!;

    public decimal Quantity => Member("quantity").GetDecimal();
}

/// <summary>Somebody gave or took some of an item.</summary>
internal sealed class ItemChange(JsonElement data) : CustomerRow(data)
{
    public string ItemId => Text("itemId")!;

    public long? ExpiresAt => Millis("expiresAtMillis");
}

/// <summary>Something that was bought.</summary>
internal abstract class Purchase(JsonElement data) : CustomerRow(data)
{
    public string? ProductId => Text("productId");

    public string? PriceId => Text("priceId");

    public Snapshot Product => new(Member("product"));

    public bool IsTestMode => Text("creationSource") == "TEST_MODE";

    /// <summary>What is charged each time, by currency.</summary>
    public IReadOnlyList<(string Currency, string Amount)> Charge => Product.Charge(PriceId, Quantity);

    /// <summary>Whether it moves money, which its transaction has an entry for.</summary>
    public bool MovesMoney => !IsTestMode && Charge.Count > 0;
}

/// <summary>A one-time purchase.</summary>
internal sealed class StoredOneTimePurchase(JsonElement data) : Purchase(data)
{
    public long? RevokedAt => Millis("revokedAtMillis");
}

/// <summary>A subscription.</summary>
internal sealed class StoredSubscription(JsonElement data) : Purchase(data)
{
    public string Status => Text("status")!;

    public long PeriodEnd => Millis("currentPeriodEndMillis")!.Value;

    public bool CancelAtPeriodEnd => Member("cancelAtPeriodEnd").GetBoolean();

    public long? EndedAt => Millis("endedAtMillis");

    public bool IsInForce => Status is "active" or "trialing";
}

/// <summary>An invoice of a subscription.</summary>
internal sealed class Invoice(JsonElement data) : StoredRow(data);
