using Npgsql;
using NpgsqlTypes;
using SampleDeployment.Api.Engine.Rows;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Engine.Transactions;

/// <summary>Reads a page of a tenancy's transactions, newest first.</summary>
internal static class EnginePage
{
    // Rows that the engine does not have are not in its list, whatever the platform's own tables say.
    private static readonly string Sql =
        $"""
        WITH page AS (
            ({Source(ListedKind.Start, "Subscription", "sub-start:", "'refund:subscription:' || s.id")})
            UNION ALL
            ({Source(ListedKind.Purchase, "OneTimePurchase", "otp:", "'refund:one-time-purchase:' || s.id")})
            UNION ALL
            ({Source(ListedKind.Change, "ItemQuantityChange", "miqc:", "NULL")})
            UNION ALL
            ({Source(ListedKind.Renewal, "SubscriptionInvoice", "sub-renewal:", "NULL", """AND NOT s."isSubscriptionCreationInvoice" """)})
            ORDER BY at DESC, transaction DESC LIMIT $4)
        SELECT p.kind, p.transaction, p.at, e.value -> 'rowData', b.value -> 'rowData', f.value -> 'rowData'
        FROM page p
        LEFT JOIN "SubscriptionInvoice" i ON p.kind = {(int)ListedKind.Renewal} AND i."tenancyId" = $1 AND i.id = p.id
        LEFT JOIN "Subscription" s ON s."tenancyId" = $1 AND s."stripeSubscriptionId" = i."stripeSubscriptionId"
        LEFT JOIN {CustomerReader.Stored("subscriptions", "s.id::text", "b")}
        LEFT JOIN {CustomerReader.Stored("manual-transactions", "p.refund", "f")}
        JOIN "BulldozerStorageEngine" e ON e."keyPath" = ARRAY['"table"', to_jsonb('external:payments-' || CASE p.kind
            WHEN {(int)ListedKind.Start} THEN 'subscriptions'
            WHEN {(int)ListedKind.Purchase} THEN 'one-time-purchases'
            WHEN {(int)ListedKind.Change} THEN 'manual-item-quantity-changes'
            ELSE 'subscription-invoices' END), '"storage"', '"rows"', to_jsonb(p.id::text)]::jsonb[]
        ORDER BY p.at DESC, p.transaction DESC
        """;

    /// <summary>Reads up to one more than the limit, to see whether there is more.</summary>
    public static async Task<List<Listed>> ReadAsync(ApiRequest request, EngineCursor? after, int limit)
    {
        await using var command = request.Project.Main.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Project.TenancyId });
        command.Parameters.Add(new() { Value = (object?)after?.CreatedAtMillis ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)after?.TxnId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit + 1 });
        var listed = new List<Listed>();
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        while (await reader.ReadAsync(request.Cancel))
        {
            var (kind, id, at) = ((ListedKind)reader.GetInt32(0), reader.GetString(1), reader.GetInt64(2));
            var data = CustomerReader.Parse(reader.GetString(3));
            Refund? refund = reader.IsDBNull(5) ? null : new(CustomerReader.Parse(reader.GetString(5)));
            if (kind == ListedKind.Renewal && reader.IsDBNull(4)) continue;

            listed.Add(kind switch
            {
                ListedKind.Start => Bought(new StoredSubscription(data), History.Start(new(data))),
                ListedKind.Purchase => Bought(new StoredOneTimePurchase(data), History.Buy(new(data))),
                ListedKind.Change => Changed(new(data)),
                _ => Renewed(new Invoice(data), new StoredSubscription(CustomerReader.Parse(reader.GetString(4)))),
            });

            Listed Bought(Purchase purchase, Transaction transaction) =>
                new(kind, id, at, purchase.Id, purchase, transaction.Entries, refund);

            Listed Changed(ItemChange change) => new(kind, id, at, change.Id, change, History.Of(change).Entries);

            Listed Renewed(Invoice invoice, StoredSubscription subscription) => new(
                kind, id, at, invoice.Id, subscription, subscription.MovesMoney ? [new MoneyTransfer(subscription.Charge)] : []);
        }

        return listed;
    }

    private static string Source(ListedKind kind, string table, string prefix, string refund, string condition = "") =>
        $"""
        SELECT {(int)kind} AS kind, s.id, ('{prefix}' || s.id) COLLATE "C" AS transaction,
            (extract(epoch FROM s."createdAt") * 1000)::bigint AS at, {refund}::text AS refund
        FROM "{table}" s
        WHERE s."tenancyId" = $1 {condition}
            AND ($2 IS NULL OR (s."createdAt", ('{prefix}' || s.id) COLLATE "C")
                < (timestamp 'epoch' + $2 * interval '1 millisecond', $3))
        ORDER BY s."createdAt" DESC, s.id DESC LIMIT $4
        """;
}

/// <summary>Where a transaction of the list comes from.</summary>
internal enum ListedKind
{
    Start,
    Purchase,
    Change,
    Renewal,
}

/// <summary>A transaction of the list.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="TransactionId">The engine's id, which the list is ordered by.</param>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Id">The id of its row.</param>
/// <param name="Row">Whose it is: the row, or the subscription that is renewed.</param>
/// <param name="Entries">What it did.</param>
/// <param name="Refund">The refund of it.</param>
internal sealed record Listed(
    ListedKind Kind,
    string TransactionId,
    long At,
    string Id,
    CustomerRow Row,
    IReadOnlyList<Entry> Entries,
    Refund? Refund = null);
