using Npgsql;

namespace Benchmarks.Detection;

/// <summary>A column that can be damaged.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">PostgreSQL's name of its type.</param>
/// <param name="CanBeNull">Whether it may be NULL.</param>
/// <param name="Scope">The condition that a row belongs to project <c>$1</c>.</param>
/// <param name="Labels">The labels of an enum.</param>
/// <param name="Random">Decides.</param>
internal sealed record DamagedColumn(
    string Table, string Name, string Type, bool CanBeNull, string Scope, IReadOnlyList<string> Labels, Random Random)
{
    /// <summary>Table and column.</summary>
    public string Field => $"{Table}.{Name}";

    /// <summary>A random row of the project; null if there is none.</summary>
    public async Task<(string Place, string? Value, string Json)?> PickAsync(
        NpgsqlConnection connection, string project, CancellationToken cancel)
    {
        // The order of the rows' text is the same in every run; that of their places is not.
        await using var pick = new NpgsqlCommand(
            $"""SELECT t.ctid::text, t."{Name}"::text, to_jsonb(t)::text FROM "{Table}" t WHERE {Scope} ORDER BY to_jsonb(t)::text""",
            connection);
        pick.Parameters.Add(new() { Value = project });
        var rows = new List<(string, string?, string)>();
        await using var reader = await pick.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            rows.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2)));
        return rows.Count == 0 ? null : rows[Random.Next(rows.Count)];
    }

    /// <summary>Another value for the column.</summary>
    public string? Mutate(string? value) => Mutation.OfColumn(Type, value, CanBeNull, Labels, Random);

    /// <summary>Writes it.</summary>
    /// <returns>The row afterwards.</returns>
    public async Task<string> UpdateAsync(NpgsqlConnection connection, string place, string? value, CancellationToken cancel)
    {
        await using var update = new NpgsqlCommand(
            $"""UPDATE "{Table}" t SET "{Name}" = ($1::text)::{TypeName} WHERE ctid = ($2::text)::tid RETURNING to_jsonb(t)::text""",
            connection);
        update.Parameters.Add(new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        update.Parameters.Add(new() { Value = place });
        return (string)(await update.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>What was done, without the values.</summary>
    public static string Describe(string? before, string? after) => (before, after) switch
    {
        (null, _) => "set",
        (_, null) => "emptied",
        _ => "changed",
    };

    private string TypeName => $"\"{Type}\"";
}

/// <summary>What there is to damage.</summary>
internal static class DamagedDatabase
{
    private const string OfTenancy = """t."tenancyId" IN (SELECT id FROM "Tenancy" WHERE "projectId" = $1)""";

    /// <summary>One session in which triggers, and with them foreign keys, do not fire.</summary>
    public static string ConnectionString(string uri)
    {
        var address = new Uri(uri);
        var user = address.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = address.AbsolutePath.Trim('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Options = "-c session_replication_role=replica",
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>The ids of all projects but the platform's own.</summary>
    public static async Task<IReadOnlyList<string>> ProjectsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var query = new NpgsqlCommand("""SELECT id FROM "Project" WHERE id <> 'internal' ORDER BY id""", connection);
        var projects = new List<string>();
        await using var reader = await query.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) projects.Add(reader.GetString(0));
        return projects;
    }

    /// <summary>All columns of tables whose rows belong to a project, and that have rows.</summary>
    public static async Task<IReadOnlyList<DamagedColumn>> ColumnsAsync(
        NpgsqlConnection connection, Random random, CancellationToken cancel)
    {
        await using var query = new NpgsqlCommand(
            """
            SELECT c.table_name, c.column_name, c.udt_name, c.is_nullable = 'YES',
                   bool_or(c.column_name = 'tenancyId') OVER (PARTITION BY c.table_name),
                   bool_or(c.column_name = 'projectId') OVER (PARTITION BY c.table_name),
                   ARRAY(SELECT e.enumlabel::text FROM pg_enum e JOIN pg_type y ON y.oid = e.enumtypid
                       WHERE y.typname = c.udt_name ORDER BY e.enumsortorder)
            FROM information_schema.columns c
            JOIN pg_class k ON k.relname = c.table_name AND k.relkind = 'r' AND k.reltuples > 0
            WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER'
            ORDER BY 1, 2
            """, connection);
        var columns = new List<DamagedColumn>();
        await using var reader = await query.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var table = reader.GetString(0);
            if (ScopeOf(table, reader.GetBoolean(4), reader.GetBoolean(5)) is not { } scope) continue;
            columns.Add(new(
                table, reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), scope,
                await reader.GetFieldValueAsync<string[]>(6, cancel), random));
        }

        return columns;
    }

    private static string? ScopeOf(string table, bool hasTenancy, bool hasProject) => (table, hasTenancy, hasProject) switch
    {
        ("Project", _, _) => "t.id = $1",
        (_, true, _) => OfTenancy,
        (_, _, true) => """t."projectId" = $1""",
        _ => null,
    };
}
