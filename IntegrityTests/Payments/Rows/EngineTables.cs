using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>
/// Reads what the newer platform's payments engine has come to for customers and their purchases, by the paths of its tables, so that the
/// engine's storage is never scanned.
/// </summary>
/// <param name="database">The platform's database.</param>
internal sealed class EngineTables(ReplicaDatabase database)
{
    /// <summary>The states of purchases in a time fold, as JSON, by the ids of the purchases; one that has none is missing.</summary>
    /// <param name="fold">The time fold's table, such as <c>payments-otp-timefold</c>.</param>
    /// <param name="ids">The purchases.</param>
    /// <param name="cancel">Cancels the read.</param>
    public async Task<IReadOnlyDictionary<Guid, string>> StatesAsync(string fold, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var states = await database.QueryAsync(
            $$"""
            SELECT p.id, (b.value - 'rowData')::text FROM unnest(@ids) p(id)
            CROSS JOIN LATERAL (
                SELECT s.value FROM "BulldozerStorageEngine" s
                WHERE s."keyPath" = ARRAY['"table"', '"external:{{fold}}"', '"storage"', '"groups"', 'null', '"states"',
                    to_jsonb(p.id::text)]::jsonb[]
                LIMIT 1
            ) b
            """,
            row => (Id: row.GetGuid(0), Json: row.GetString(1)),
            cancel,
            ("ids", ids.ToArray()));
        return states.ToDictionary(state => state.Id, state => state.Json);
    }

    /// <summary>What the engine has come to for customers, by their ids.</summary>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="type">What the customers are.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancel">Cancels the read.</param>
    public async Task<IReadOnlyDictionary<string, EngineTotals>> TotalsAsync(
        Guid tenancy, CustomerType type, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var totals = await database.QueryAsync(
            $$"""
            SELECT c.id, (items.row -> 'itemQuantities')::text,
                CASE WHEN jsonb_typeof(owned.row -> 'ownedProducts') = 'object' THEN (
                    SELECT jsonb_object_agg(o.key, o.value -> 'quantity') FROM jsonb_each(owned.row -> 'ownedProducts') o)::text END,
                CASE WHEN jsonb_typeof(map.row -> 'subscriptions') = 'object' THEN ARRAY(
                    SELECT jsonb_object_keys(map.row -> 'subscriptions')) END
            FROM unnest(@ids) c(id)
            CROSS JOIN LATERAL (SELECT jsonb_build_object('tenancyId', @tenancy::text, 'customerType', @type, 'customerId', c.id) AS key) g
            LEFT JOIN LATERAL {{Last("payments-item-quantities")}} items ON TRUE
            LEFT JOIN LATERAL {{Last("payments-owned-products")}} owned ON TRUE
            LEFT JOIN LATERAL {{Last("payments-subscription-map-by-customer")}} map ON TRUE
            """,
            row => (Id: row.GetString(0), new EngineTotals(
                row.IsDBNull(1) ? null : row.GetString(1),
                row.IsDBNull(2) ? null : row.GetString(2),
                row.IsDBNull(3) ? [] : row.GetFieldValue<string[]>(3))),
            cancel,
            ("ids", ids.ToArray()),
            ("tenancy", tenancy),
            ("type", type.Name()));
        return totals.ToDictionary(total => total.Id, total => total.Item2);
    }

    // The last one in the order by which the API asks for it. The limit keeps it apart, so that it is found by the index on parents.
    private static string Last(string table) => $$"""
        (SELECT s.value -> 'rowData' AS row FROM "BulldozerStorageEngine" s
        WHERE s."keyPathParent" = ARRAY['"table"', '"external:{{table}}"', '"storage"', '"groups"', g.key, '"rows"']::jsonb[]
        ORDER BY (s.value ->> 'rowSortKey')::numeric DESC, s."keyPath"[7] #>> '{}' DESC LIMIT 1)
        """;
}

/// <summary>What the engine has come to for a customer: the last rows of the tables that the API reads.</summary>
/// <param name="Items">How many of each item, as a JSON object; null: there is no row.</param>
/// <param name="Products">How many of each product, as a JSON object; null: there is no row.</param>
/// <param name="Subscriptions">The ids of its subscriptions.</param>
internal sealed record EngineTotals(string? Items, string? Products, IReadOnlyList<string> Subscriptions);
