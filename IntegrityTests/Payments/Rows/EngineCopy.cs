using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>
/// What the newer platform's engine has of a row that it does not have as it is (source: docs/platform.md, Engine): the platform writes a
/// row first and the engine's copy afterwards, and does not repeat a second write that fails.
/// </summary>
/// <param name="Id">The row.</param>
/// <param name="Json">An older state of the row; null: the engine does not have it at all.</param>
public sealed record EngineCopy(Guid Id, string? Json)
{
    /// <summary>A subscription as the engine has it; null where it does not.</summary>
    public StoredSubscription? Of(StoredSubscription row) => Content is not { } copy ? null : row with
    {
        ProductId = copy.Text("productId"),
        Product = Product.Read(copy.Member("product") ?? default),
        Quantity = Long(copy, "quantity") ?? 0,
        Status = copy.Text("status") ?? "",
        CancelsAtPeriodEnd = copy.Member("cancelAtPeriodEnd") is { ValueKind: JsonValueKind.True },
        CreatedAt = Time(copy, "createdAt") ?? row.CreatedAt,
        PeriodEnd = Time(copy, "currentPeriodEnd"),
        EndedAt = Time(copy, "endedAt"),
        PriceId = copy.Text("priceId"),
        IsTestMode = copy.Text("creationSource") == "TEST_MODE",
    };

    /// <summary>A one-time purchase as the engine has it; null where it does not.</summary>
    public StoredOneTimePurchase? Of(StoredOneTimePurchase row) => Content is not { } copy ? null : row with
    {
        ProductId = copy.Text("productId"),
        Product = Product.Read(copy.Member("product") ?? default),
        Quantity = Long(copy, "quantity") ?? 0,
        CreatedAt = Time(copy, "createdAt") ?? row.CreatedAt,
        RevokedAt = Time(copy, "revokedAt"),
        PriceId = copy.Text("priceId"),
        IsTestMode = copy.Text("creationSource") == "TEST_MODE",
    };

    private JsonElement? Content => Json is null ? null : GivenJson.Element(Json);

    private static StoredTime? Time(JsonElement copy, string name) =>
        Long(copy, name + "Millis") is { } millis ? StoredTime.OfUnixMilliseconds(millis) : null;

    private static long? Long(JsonElement copy, string name) =>
        copy.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
