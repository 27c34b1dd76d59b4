using System.Globalization;
using System.Text.Json.Nodes;
using IntegrityTests.Redaction;
using IntegrityTests.Running;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>TBL001: what differs between the rows of a table and the saved ones, by column.</summary>
/// <param name="tables">What was saved.</param>
/// <param name="match">The table.</param>
/// <param name="differences">What differs.</param>
internal sealed class TableFindings(TableSnapshot tables, TableMatch match, TableDifferences differences)
{
    private readonly string _table = match.Now.Name;
    private readonly string? _itself = PlatformChanges.Rows.GetValueOrDefault(match.Now.Name);

    /// <summary>All of it.</summary>
    public async Task<IReadOnlyList<Finding>> AllAsync(CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var columns = match.Header.Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            if (tables.Ignores(_table, columns[i]) || match.Header.Ignored.Contains(columns[i])) continue;
            var named = match.NowOf(columns[i]) ?? columns[i];
            var subject = $"column:{_table}.{named}";
            if (differences.Silent[i] is { Count: > 0 } silent)
            {
                findings.Add(Of(Silent, subject, $"changed in {OfRows(silent.Count)}: {Keys(silent)}{Why}") with
                {
                    Actual = await ValuesAsync(named, silent, cancel),
                });
            }

            if (differences.Told[i] is { Count: > 0 } told)
                findings.Add(Of(Severity.Info, subject, $"changed since in {OfRows(told.Count)}, as they say themselves: {Keys(told)}"));
            if (differences.Somewhere[i] is { Count: > 0 } somewhere)
                findings.Add(Of(Silent, subject, $"changed in up to {OfRows(somewhere.Count)}: {Keys(somewhere)}{Why}"));
            if (differences.Within[i] is { Rows: > 0 } within)
            {
                findings.Add(Of(
                    Silent,
                    subject,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"changed in one or more of {within.Rows:N0} rows, in {within.Ranges:N0} "
                        + $"{(within.Ranges == 1 ? "range" : "ranges")} from {Key(within.From!)} to {Key(within.To!)}{Why}")));
            }
        }

        if (differences.Anywhere is { Count: > 0 } anywhere)
        {
            findings.Add(Of(
                Silent, $"table:{_table}",
                $"changed in {OfRows(anywhere.Count)}, in which columns is not known: {Keys(anywhere)}{Why}"));
        }

        findings.AddRange(NewAndLost());
        return findings;
    }

    // Of a table whose rows come and go by themselves, nobody can tell what else changed them.
    private Severity Silent => _itself is null ? Severity.Error : Severity.Info;

    private string Why => _itself is null ? "" : $" ({_itself})";

    private IEnumerable<Finding> NewAndLost()
    {
        if (differences.NewSilent is { Count: > 0 } silent)
            yield return Of(Silent, $"table:{_table}", $"has {Count(silent.Count)} new {Noun(silent.Count)}: {Keys(silent)}{Why}");
        if (differences.NewTold is { Count: > 0 } told)
        {
            yield return Of(
                Severity.Info, $"table:{_table}",
                $"has {Count(told.Count)} new {Noun(told.Count)} that {(told.Count == 1 ? "was" : "were")} made since, as they say "
                + $"themselves: {Keys(told)}");
        }

        var lost = _itself is null ? Severity.Error : Severity.Warning;
        foreach (var key in differences.Lost.First) yield return Of(lost, $"row:{_table}/{Key(key)}", $"is gone{Why}");
        if (differences.Lost.Count > differences.Lost.First.Count)
        {
            yield return Of(
                lost, $"table:{_table}",
                $"has lost {Count(differences.Lost.Count)} of {Count(differences.Saved)} rows; the first "
                + $"{Count(differences.Lost.First.Count)} of them are reported one by one");
        }
    }

    // The new values of the rows that are named.
    private async Task<JsonNode?> ValuesAsync(string column, Rows rows, CancellationToken cancel)
    {
        if (!tables.ShowsValues || SecretHashes.IsSecret(column)) return null;
        var values = new JsonObject();
        foreach (var key in rows.First)
        {
            if (TableKeys.Find(match.Key!, key) is not { } found) continue;
            var value = await tables.View.QueryAsync(
                $"SELECT left({TableQuery.Quoted(column)}::text, 200) FROM {TableQuery.Quoted(_table)} WHERE {found.Condition}",
                row => row.IsDBNull(0) ? null : row.GetString(0),
                cancel,
                found.Parameters);
            if (value.Count > 0) values[Key(key)] = value[0];
        }

        return values.Count > 0 ? values : null;
    }

    private string OfRows(long count) => $"{Count(count)} of {Count(differences.Rows)} rows";

    private string Keys(Rows rows) =>
        string.Join(", ", rows.First.Select(key => Key(key))) + (rows.Count > rows.First.Count ? " ..." : "");

    private string Key(ReadOnlySpan<byte> key) => TableKeys.Text(match.Header.Key, key);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Noun(long count) => count == 1 ? "row" : "rows";

    private static Finding Of(Severity severity, string subject, string message) => new()
    {
        Code = TableSnapshot.Code,
        Severity = severity,
        Subject = subject,
        Message = message,
        Cause = severity == Severity.Info ? subject : null,
    };
}
