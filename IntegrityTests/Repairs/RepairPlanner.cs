using System.Globalization;
using IntegrityTests.Deployment.Database;
using Npgsql;

namespace IntegrityTests.Repairs;

/// <summary>
/// Reads the rows that repairs are planned for, at the moment at which an invariant found them: one transaction sees the rows of all
/// repairs of an invariant. It only reads.
/// </summary>
/// <param name="script">Gets the plans.</param>
/// <param name="database">The platform's database.</param>
internal sealed class RepairPlanner(RepairScript script, ReplicaDatabase database)
{
    /// <summary>Rows of one step that are planned for.</summary>
    public const int MaxRows = 1000;

    /// <summary>The column that asks for a new sequence id: the platform sets it with each change.</summary>
    public const string Flag = "shouldUpdateSequenceId";

    // The types as a script can write them, in the order of the columns that were asked for.
    private const string Types = """
        SELECT format_type(a.atttypid, a.atttypmod)
        FROM unnest(@keys) WITH ORDINALITY AS k(name, position)
        JOIN pg_attribute a ON a.attname = k.name AND NOT a.attisdropped
        JOIN pg_class c ON c.oid = a.attrelid AND c.relname = @table AND c.relnamespace::regnamespace::text = ANY(current_schemas(false))
        ORDER BY k.position
        """;

    /// <summary>Plans the repairs of what an invariant found.</summary>
    /// <param name="rule">The invariant.</param>
    /// <param name="subjects">What it reported as damage.</param>
    /// <param name="cancel">Cancels reading.</param>
    public async Task PlanAsync(BrokenRule rule, IReadOnlyCollection<string> subjects, CancellationToken cancel)
    {
        if (subjects.Count == 0) return;
        await script.UseSearchPathAsync(database, cancel);
        await using var transaction = await database.AtOneMomentAsync(cancel);
        await transaction.WithCanonicalTextsAsync(cancel);
        await transaction.WithoutIndexesAsync(cancel);
        var number = 0;
        foreach (var (repair, table) in rule.Repairs.SelectMany(repair => repair.Tables, (repair, table) => (repair, table)))
        {
            number++;
            if (!database.Schema.HasTable(table.Name)) continue;
            try
            {
                if (await PlanAsync(transaction, new RepairStep(rule, number, repair, table), subjects, cancel) is { } planned)
                    script.Add(rule.Code, planned);
            }
            catch (PostgresException missing)
                when (missing.SqlState is PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable)
            {
                // A column of another version: the table has no such damage there. Its query was only described, outside of the
                // transaction, which goes on.
            }
        }
    }

    private async Task<PlannedRows?> PlanAsync(
        ReadTransaction transaction, RepairStep step, IReadOnlyCollection<string> subjects, CancellationToken cancel)
    {
        var (code, repair, table) = (step.Rule.Code, step.Repair, step.Table);
        var sql = table.Fill(repair.Sql, step.Rule.Sql);
        var columns = await database.ColumnsAsync(sql, cancel);
        string[] keys = [.. table.Keys.Select(key => $"(f.it).{SqlText.Name(key)}::text")];
        var rows = new List<PlannedRow>();
        var unwritable = 0;
        await transaction.ReadAsync(
            $"""
            SELECT f.subject, {PlannedRows.Digest("f")}, {string.Join(", ", keys)}
            FROM (
            {sql}
            ) f
            WHERE f.subject = ANY(@subjects)
            ORDER BY f.subject, {string.Join(", ", keys)}
            LIMIT {(MaxRows + 1).ToString(CultureInfo.InvariantCulture)}
            """,
            row =>
            {
                var planned = new PlannedRow(row.GetString(0), [.. table.Keys.Select((_, i) => row.GetString(2 + i))], row.GetInt64(1));
                if (planned.Keys.Append(planned.Subject).All(SqlText.CanWrite)) rows.Add(planned);
                else unwritable++;
            },
            cancel,
            ("subjects", subjects.ToArray()));
        if (unwritable > 0) script.Say(code, $"{unwritable} row(s) of {table.Name} have ids that no script can name.");
        if (rows.Count > MaxRows)
        {
            // So many are no accident: what they belong to was lost, and has to come back.
            if (repair.Action == RepairAction.Remove)
            {
                script.Say(code, $"More than {MaxRows} rows of {table.Name} would be removed. That is not planned: what they belong to was "
                    + "lost. Restore it from a backup, or run the suite over fewer projects.");
                return null;
            }

            script.Say(code, $"Only the first {MaxRows} rows of {table.Name} are planned. Run the suite again when they are repaired.");
            rows.RemoveRange(MaxRows, rows.Count - MaxRows);
        }

        if (rows.Count == 0) return null;
        return new PlannedRows(step)
        {
            Plan = script.Plan,
            Sql = sql,
            Rows = rows,
            KeyTypes = await transaction.QueryAsync(
                Types, row => row.GetString(0), cancel, ("keys", table.Keys.ToArray()), ("table", table.Name)),
            Changed = ChangedBy(repair, table, columns),
        };
    }

    // Whoever changes a row of a copied table asks for a new sequence id, so that the copy follows.
    private List<string> ChangedBy(Repair repair, RepairedTable table, IReadOnlyList<string> columns)
    {
        var changed = columns.Except(Repair.Columns).ToList();
        if (repair.Action == RepairAction.Change && database.Schema.Has(table.Name, Flag) && !changed.Contains(Flag)) changed.Add(Flag);
        return changed;
    }
}

/// <summary>An invariant that something breaks.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">The rule as a sentence.</param>
/// <param name="Sql">Its query.</param>
/// <param name="Repairs">Its repairs.</param>
internal sealed record BrokenRule(string Code, string Title, string Sql, IReadOnlyList<Repair> Repairs);

/// <summary>One repair in one table.</summary>
/// <param name="Rule">The invariant.</param>
/// <param name="Number">Which of the invariant's steps it is, counted from 1.</param>
/// <param name="Repair">The repair.</param>
/// <param name="Table">The table.</param>
internal sealed record RepairStep(BrokenRule Rule, int Number, Repair Repair, RepairedTable Table);
