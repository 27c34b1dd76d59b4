using System.Globalization;

namespace IntegrityTests.Repairs;

/// <summary>A row that a repair is planned for.</summary>
/// <param name="Subject">What the finding calls it.</param>
/// <param name="Keys">The values of its primary key, as text.</param>
/// <param name="Seen">A digest of the row and of what is to be changed in it.</param>
internal sealed record PlannedRow(string Subject, IReadOnlyList<string> Keys, long Seen);

/// <summary>The rows of one table that one repair is planned for, as statements of the script.</summary>
internal sealed class PlannedRows
{
    private readonly string _code;
    private readonly string _title;
    private readonly Repair _repair;
    private readonly RepairedTable _table;
    private readonly string _step;

    public PlannedRows(RepairStep step)
    {
        (_code, _title, _repair, _table) = (step.Rule.Code, step.Rule.Title, step.Repair, step.Table);
        _step = string.Create(CultureInfo.InvariantCulture, $"integrity_{_code.ToLowerInvariant()}_{step.Number}");
    }

    /// <summary>The id of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>The query for the rows.</summary>
    public required string Sql { get; init; }

    /// <summary>The types of the primary key's columns.</summary>
    public required IReadOnlyList<string> KeyTypes { get; init; }

    /// <summary>The columns that are changed.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<PlannedRow> Rows { get; init; }

    private string Keys => string.Join(", ", _table.Keys.Select(SqlText.Name));

    /// <summary>Whether it removes rows: all removals come before all changes.</summary>
    public bool Removes => _repair.Action != RepairAction.Change;

    /// <summary>What makes sure that nothing has changed since; the rows come one by one.</summary>
    public IEnumerable<string> Guard()
    {
        var columns = _table.Keys.Zip(KeyTypes, (key, type) => $"{SqlText.Name(key)} {type}");
        foreach (var line in SqlText.Comment($"{_code}: {_title}")) yield return line;
        foreach (var line in SqlText.Comment($"{Doing} {Rows.Count} row(s) of {_table.Name}. {_repair.Why}")) yield return line;
        yield return $"CREATE TEMP VIEW {_step} AS";
        yield return Sql + ";";
        yield return $"CREATE TEMP TABLE {_step}_plan (subject text, {string.Join(", ", columns)}, seen bigint) ON COMMIT DROP;";
        yield return $"INSERT INTO pg_temp.{_step}_plan VALUES";
        for (var i = 0; i < Rows.Count; i++)
        {
            var (subject, keys, seen) = Rows[i];
            var values = string.Join(", ", new[] { subject }.Concat(keys).Select(SqlText.Literal));
            yield return string.Create(CultureInfo.InvariantCulture, $"    ({values}, {seen}){(i == Rows.Count - 1 ? ";" : ",")}");
        }

        yield return $"""
            CREATE TEMP TABLE {_step}_rows ON COMMIT DROP AS
            SELECT DISTINCT ON (f.place) f.*
            FROM pg_temp.{_step}_plan p
            JOIN pg_temp.{_step} f ON f.subject = p.subject AND {Same("f.it", "p")}
                AND {Digest("f")} = p.seen
            ORDER BY f.place;
            SELECT pg_temp.integrity_expect('{_code}', '{_step}');

            """;
    }

    /// <summary>What removes or changes the rows.</summary>
    public IEnumerable<string> Act()
    {
        foreach (var line in SqlText.Comment($"{_code}: {_title}")) yield return line;
        foreach (var line in SqlText.Comment($"{Doing} {Rows.Count} row(s) of {_table.Name}.")) yield return line;
        yield return Removes
            ? $"""
            SELECT pg_temp.integrity_remove('{_code}', '"{_table.Name}"', array_agg(place), {IsTwin})
            FROM pg_temp.{_step}_rows;

            """
            : $"""
            WITH kept AS (
                INSERT INTO integrity_removed (plan, code, action, "table", "row")
                SELECT '{Plan}', '{_code}', 'changed', '{_table.Name}', to_jsonb(f.it) FROM pg_temp.{_step}_rows f
                WHERE NOT EXISTS ({Removed})
            ), changed AS (
                UPDATE "{_table.Name}" t SET {string.Join(", ", Changed.Select(Set))}
                FROM pg_temp.{_step}_rows f
                WHERE {Same("t", "(f.it)", isRow: true)}
                RETURNING 1
            )
            SELECT pg_temp.integrity_count('{_code}', 'changed', '{_table.Name}', (
                SELECT count(*) FROM pg_temp.{_step}_rows f WHERE NOT EXISTS ({Removed})), (SELECT count(*) FROM changed));

            """;
    }

    /// <summary>What makes sure that none of the rows is broken any more, and takes away what the step needed.</summary>
    public IEnumerable<string> Prove() =>
    [
        $"""
        DO $integrity$
        BEGIN
            IF EXISTS (SELECT FROM pg_temp.{_step} f JOIN pg_temp.{_step}_plan p ON f.subject = p.subject AND {Same("f.it", "p")}) THEN
                RAISE EXCEPTION '{_code}: rows are still broken. Nothing was done.';
            END IF;
        END $integrity$;
        DROP VIEW pg_temp.{_step};
        """,
    ];

    /// <summary>The digest of a row of a repair's query, as SQL: it names no place, which differs from server to server.</summary>
    public static string Digest(string row) => $"hashtextextended((to_jsonb({row}) - 'place')::text, 0)";

    private string IsTwin => _repair.Action == RepairAction.RemoveTwins ? "true" : "false";

    private string Doing => Removes ? "Removes" : $"Changes {string.Join(" and ", Changed)} of";

    // An earlier step removed it.
    private string Removed =>
        $"SELECT FROM integrity_removed d WHERE d.plan = '{Plan}' AND d.action = 'removed' AND d.\"table\" = '{_table.Name}' "
        + "AND d.\"row\" = to_jsonb(f.it)";

    private static string Set(string column) => column == RepairPlanner.Flag ? $"\"{column}\" = true" : $"\"{column}\" = f.\"{column}\"";

    private string Same(string left, string right, bool isRow = false) => string.Join(" AND ", _table.Keys.Select(key =>
        $"{(isRow ? left : $"({left})")}.{SqlText.Name(key)} = {right}.{SqlText.Name(key)}"));
}
