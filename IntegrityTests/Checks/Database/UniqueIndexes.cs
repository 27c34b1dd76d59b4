using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using Npgsql;

namespace IntegrityTests.Checks.Database;

/// <summary>A unique index of the platform's database.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table that it is of.</param>
/// <param name="Sql">The query that lets PostgreSQL compare it with its table; it fails where they differ.</param>
public sealed record UniqueIndex(string Name, string Table, string Sql)
{
    /// <inheritdoc/>
    public override string ToString() => $"index:{Name}";

    /// <summary>What is wrong with it, in PostgreSQL's words, which name places and no content; null: nothing.</summary>
    /// <exception cref="PostgresException">It could not be compared.</exception>
    internal async Task<string?> WhyBrokenAsync(ReplicaDatabase database, CancellationToken cancel)
    {
        try
        {
            await database.ReadAsync(Sql, _ => { }, cancel);
            return null;
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.DataCorrupted)
        {
            return exception.MessageText;
        }
    }
}

/// <summary>The unique indexes of the platform's database, where its server can compare them with their tables.</summary>
public static class UniqueIndexes
{
    // The newest version of the extension takes a third argument: whether equal entries are looked for too.
    private const string Extension = """
        SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname), p.pronargs::int, has_function_privilege(p.oid, 'EXECUTE')
            AND has_schema_privilege(n.oid, 'USAGE')
        FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
        JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'amcheck'
        WHERE p.proname = 'bt_index_check' AND p.pronargs > 1
        ORDER BY p.pronargs DESC LIMIT 1
        """;

    // The platform's tables begin with a capital letter.
    private const string All = """
        SELECT i.indexrelid::bigint, c.relname::text, t.relname::text
        FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_am m ON m.oid = c.relam AND m.amname = 'btree'
        WHERE i.indisunique AND i.indisvalid AND i.indisready AND c.relpersistence <> 't' AND t.relkind = 'r' AND t.relname ~ '^[A-Z]'
            AND t.relnamespace::regnamespace::text = ANY(current_schemas(false))
        ORDER BY pg_relation_size(t.oid) DESC, c.relname
        """;

    /// <summary>Rows of (<see cref="UniqueIndex"/>), those of large tables first.</summary>
    public static RowSource InDatabase => RowSource.From(RowsAsync);

    /// <summary>Why the server cannot compare them; null: it can, and these are the indexes.</summary>
    /// <param name="database">The platform's database.</param>
    /// <param name="cancel">Cancels reading.</param>
    internal static async Task<(string? WhyNot, IReadOnlyList<UniqueIndex> Indexes)> OfAsync(
        ReplicaDatabase database, CancellationToken cancel)
    {
        var functions = await database.QueryAsync(
            Extension, row => (Name: row.GetString(0), Arguments: row.GetInt32(1), MayBeCalled: row.GetBoolean(2)), cancel);
        if (functions.Count == 0)
            return ("indexes are not compared with their tables: the database does not have PostgreSQL's extension amcheck. "
                + "On the primary: CREATE EXTENSION amcheck", []);
        var function = functions[0];
        if (!function.MayBeCalled)
            return ($"indexes are not compared with their tables: the database user may not call {function.Name}. "
                + $"On the primary: GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {function.Name.Split('.')[0]} to it", []);
        var more = string.Concat(Enumerable.Repeat(", true", function.Arguments - 1));
        return (null, await database.QueryAsync(
            All,
            row => new UniqueIndex(
                row.GetString(1), row.GetString(2), $"SELECT {function.Name}({row.GetInt64(0)}::oid::regclass{more})::text"),
            cancel));
    }

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        WholeCheck.Require(witnesses, context);
        var (whyNot, indexes) = await OfAsync(witnesses.Database, cancel);
        if (whyNot is not null) throw new NothingToVerifyException(whyNot);
        foreach (var index in indexes) yield return [index];
    }
}
