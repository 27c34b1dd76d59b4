using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IntegrityTests.Tests.Fakes;

/// <summary>
/// A transactions list that pages as the platform's payments engine does: one order over all sources, and a cursor that names the last row
/// (source: docs/platform.md, Transactions at 2026-04).
/// </summary>
/// <param name="transactions">The transactions; they can be changed until the first page is asked for.</param>
internal sealed class FakeEngineTransactions(IEnumerable<JsonObject> transactions)
{
    private List<JsonObject>? _ordered;
    private Dictionary<string, int>? _positions;

    /// <summary>The transactions, to change.</summary>
    public List<JsonObject> All { get; } = [.. transactions];

    /// <summary>Ids of transactions that the backend crashes on when it reads them.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Changes the order of the list, which is otherwise that of the platform.</summary>
    public Action<List<JsonObject>> Reorder { get; set; } = _ => { };

    /// <summary>Whether a full last page names a next one.</summary>
    public bool NamesPagesInVain { get; set; }

    /// <summary>The transaction of that id.</summary>
    public JsonObject this[Guid id] => All.Single(item => (string)item["id"]! == id.ToString());

    /// <summary>Lists stored rows as the engine does: the subscriptions' products include items.</summary>
    public static FakeEngineTransactions Of(int changes, int subscriptions)
    {
        var list = new FakeEngineTransactions(ListedTransactions.Of(changes, subscriptions).All);
        foreach (var entry in list.All.SelectMany(item => item["entries"]!.AsArray()))
        {
            entry!["adjusted_transaction_id"] = null;
            entry["adjusted_entry_index"] = null;
        }

        foreach (var entries in list.All.Where(item => (string)item["type"]! == "purchase").Select(item => item["entries"]!.AsArray()))
        {
            var product = entries[0]!["product"]!.AsObject();
            product["included_items"] = JsonNode.Parse(
                """{ "credits": { "quantity": 100, "repeat": [1, "month"], "expires": "never" } }""");
            foreach (var name in new[] { "client_metadata", "client_read_only_metadata", "server_metadata" }) product[name] = null;
            entries.Add(new JsonObject
            {
                ["type"] = "item_quantity_change",
                ["customer_type"] = "user",
                ["customer_id"] = ListedTransactions.Customer,
                ["item_id"] = "credits",
                ["quantity"] = 300,
                ["adjusted_transaction_id"] = null,
                ["adjusted_entry_index"] = null,
            });
        }

        return list;
    }

    /// <summary>Stores what the engine has of the rows, as the platform does behind each write, except for one that it lost.</summary>
    public static Task CarryOverAsync(StoredRows rows, Guid lost) => rows.ExecuteAsync($$"""
        DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] <> '"external:payments-manual-transactions"';
        INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
        SELECT ARRAY['"table"', '"external:payments-subscriptions"', '"storage"', '"rows"', to_jsonb(id::text)]::jsonb[],
            jsonb_build_object('rowData', jsonb_build_object('product', product, 'quantity', quantity, 'productId', "productId",
                'priceId', "priceId", 'creationSource', "creationSource"::text, 'status', status::text,
                'cancelAtPeriodEnd', "cancelAtPeriodEnd", 'createdAtMillis', floor(extract(epoch FROM "createdAt") * 1000),
                'currentPeriodEndMillis', floor(extract(epoch FROM "currentPeriodEnd") * 1000)))
        FROM "Subscription"
        UNION ALL
        SELECT ARRAY['"table"', '"external:payments-manual-item-quantity-changes"', '"storage"', '"rows"', to_jsonb(id::text)]::jsonb[],
            '{"rowData": {} }'
        FROM "ItemQuantityChange" WHERE id <> '{{lost}}'
        """);

    /// <summary>Answers every request.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var limit = int.Parse(context.Request.Query["limit"]!, CultureInfo.InvariantCulture);
        var page = Page(limit, context.Request.Query["cursor"]);
        return page is null
            ? context.AnswerAsync("Something went wrong.", 500, "text/plain")
            : context.AnswerAsync(page.ToJsonString());
    }

    private JsonObject? Page(int limit, string? cursor)
    {
        if (_ordered is null)
        {
            var newest = All.OrderByDescending(item => (long)item["created_at_millis"]!);
            _ordered = [.. newest.ThenByDescending(InternalId, StringComparer.Ordinal)];
            Reorder(_ordered);
            _positions = [];
            foreach (var (position, item) in _ordered.Index()) _positions.TryAdd(InternalId(item), position);
        }

        var start = cursor is null ? 0 : _positions![Decode(cursor)] + 1;
        var read = _ordered.Skip(start).Take(limit + 1).ToList();
        if (read.Any(item => Broken.Contains((string)item["id"]!))) return null;
        var page = read.Take(limit).ToList();
        var hasNext = read.Count > limit || (NamesPagesInVain && page.Count == limit);
        return new JsonObject
        {
            ["transactions"] = new JsonArray([.. page.Select(item => item.DeepClone())]),
            ["next_cursor"] = hasNext ? Encode(page[^1]) : null,
        };
    }

    private static string Encode(JsonObject item) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        $$"""{"createdAtMillis":{{item["created_at_millis"]}},"txnId":"{{InternalId(item)}}"}"""));

    private static string Decode(string cursor) =>
        JsonElement.Parse(Base64Url.DecodeFromChars(cursor)).GetProperty("txnId").GetString()!;

    private static string InternalId(JsonObject item) => (string)item["type"]! switch
    {
        "manual-item-quantity-change" => $"miqc:{item["id"]}",
        "subscription-renewal" => $"sub-renewal:{item["id"]}",
        _ => item["entries"]![0]!["subscription_id"] is null ? $"otp:{item["id"]}" : $"sub-start:{item["id"]}",
    };
}
