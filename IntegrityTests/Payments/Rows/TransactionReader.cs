using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Payments.Rows;

/// <summary>Reads the rows that the transactions list shows, one source at a time, in pages.</summary>
public sealed class TransactionReader(ReplicaDatabase database)
{
    // No index has the order of the list: each page sorts the tenancy's rows, so pages are larger where rows are small.
    private const int ChangesPerPage = 5000;

    // Rows without a time come first, as the platform sorts them.
    private const string CreatedAt = """coalesce(t."createdAt", 'infinity')""";

    private readonly EngineReader _engine = new(database);

    /// <summary>Why a source cannot be read from this database; null when it can.</summary>
    public string? WhyUnreadable(TransactionSource source) => database.Schema.WhyMissing(TransactionRows.Of(source).Needs);

    /// <summary>The rows of a source in the order of the list: newest first.</summary>
    public async IAsyncEnumerable<StoredTransaction> NewestFirstAsync(
        Guid tenancy, TransactionSource source, [EnumeratorCancellation] CancellationToken cancel)
    {
        var size = source == TransactionSource.ItemQuantityChange ? ChangesPerPage : KeysetPages.Size;
        var pages = KeysetPages.ReadAsync<StoredTransaction>(
            (last, limit) => QueryAsync(
                database,
                source,
                $"(@first OR ({CreatedAt}, t.id) < (@time, @after))",
                $"ORDER BY {CreatedAt} DESC, t.id DESC",
                limit,
                cancel,
                ("tenancy", tenancy),
                ("first", last is null),
                ("time", last?.CreatedAt ?? default),
                ("after", last?.Id ?? Guid.Empty)),
            size,
            cancel: cancel);
        await foreach (var page in pages)
            foreach (var row in page) yield return row;
    }

    /// <summary>Pages of a source's rows by id, which the primary key serves.</summary>
    public IAsyncEnumerable<List<StoredTransaction>> PagesAsync(Guid tenancy, TransactionSource source, CancellationToken cancel) =>
        PagesAsync(database, tenancy, source, cancel);

    /// <summary>The walk over these pages.</summary>
    public KeysetWalk Walk(TransactionSource source)
    {
        var rows = TransactionRows.Of(source);
        return new KeysetWalk
        {
            Rows = $"rows of table \"{rows.Table.Name}\"",
            Subject = "row",
            Tables = [rows.Table.Name],
            KeysAsync = (queries, tenancy, cancel) => PagesAsync(queries, tenancy, source, cancel)
                .Select(IReadOnlyList<string> (page) => page.ConvertAll(row => row.Id.ToString())),
            CountSql = $"""
                SELECT t."tenancyId", count(*) FROM "{rows.Table.Name}" t WHERE true{rows.Filter} GROUP BY t."tenancyId"
                """,
            KeysSql = $"""SELECT t.id::text FROM "{rows.Table.Name}" t WHERE t."tenancyId" = @tenancy{rows.Filter}""",
        };
    }

    private IAsyncEnumerable<List<StoredTransaction>> PagesAsync(
        IQueries queries, Guid tenancy, TransactionSource source, CancellationToken cancel) =>
        KeysetPages.ReadAsync<StoredTransaction>(
            (last, limit) => QueryAsync(
                queries,
                source,
                "(@first OR t.id > @after)",
                "ORDER BY t.id",
                limit,
                cancel,
                ("tenancy", tenancy),
                ("first", last is null),
                ("after", last?.Id ?? Guid.Empty)),
            cancel: cancel);

    /// <summary>Those of the rows that exist.</summary>
    public async Task<List<StoredTransaction>> FindAsync(
        Guid tenancy, TransactionSource source, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var rows = TransactionRows.Of(source);
        var found = await database.FindAsync(
            rows.Table.Name,
            $"""{rows.Select(database.Schema)} WHERE t."tenancyId" = @tenancy{rows.Filter} AND t.id = ANY(@ids)""",
            row => rows.Read(new(row)),
            row => row.Id,
            ids,
            wanted => [("ids", wanted)],
            cancel,
            ("tenancy", tenancy));
        return await WithRefundsAsync(source, found, cancel);
    }

    // The keys are chosen first, so that no product is sorted.
    private async Task<List<StoredTransaction>> QueryAsync(
        IQueries queries,
        TransactionSource source,
        string condition,
        string order,
        int limit,
        CancellationToken cancel,
        params (string Name, object Value)[] parameters)
    {
        var rows = TransactionRows.Of(source);
        var found = await queries.QueryAsync(
            $"""
            WITH keys AS (
                SELECT t.id FROM "{rows.Table.Name}" t WHERE t."tenancyId" = @tenancy{rows.Filter} AND {condition} {order} LIMIT {limit})
            {rows.Select(database.Schema)} JOIN keys ON keys.id = t.id WHERE t."tenancyId" = @tenancy {order}
            """,
            row => rows.Read(new(row)),
            cancel,
            parameters);
        return await WithRefundsAsync(source, found, cancel);
    }

    private async Task<List<StoredTransaction>> WithRefundsAsync(
        TransactionSource source, List<StoredTransaction> rows, CancellationToken cancel)
    {
        if (_engine.WhyUnreadable is not null) return rows;
        var kind = source == TransactionSource.Subscription ? "subscription" : "one-time-purchase";
        var refunds = await _engine.RefundsAsync(
            rows.Where(row => row.IsRefunded).ToDictionary(row => $"refund:{kind}:{row.Id}", row => row.Id.ToString()), cancel);
        return refunds.Count == 0 ? rows : [.. rows.Select(row => row with { Refund = refunds[row.Id.ToString()].FirstOrDefault() })];
    }
}
