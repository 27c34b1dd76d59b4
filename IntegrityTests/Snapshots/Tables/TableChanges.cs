using System.Globalization;
using IntegrityTests.Running;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>TBL002: what a migration does to a table, each told once.</summary>
internal static class TableChanges
{
    private const string Code = "TBL002";

    /// <summary>What is not as it was.</summary>
    /// <param name="tables">What was saved.</param>
    /// <param name="table">A saved table, or one that is new.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyList<Finding>> FindAsync(TableSnapshot tables, TableShape table, CancellationToken cancel)
    {
        var name = table.Name;
        if (tables.Saved!.Tables.All(saved => saved.Name != name)) return [Of(Severity.Info, $"table:{name}", "is new")];
        if (tables.View.Tables.FirstOrDefault(now => now.Name == name) is not { } now)
            return [Of(Severity.Warning, $"table:{name}", "is gone, and its rows with it")];
        if (now.WhyUnreadable is not null) return [];
        var match = await tables.MatchAsync(table, now, cancel);
        return
        [
            .. Columns(match), .. await AddedAsync(tables, match, cancel), .. Keys(match), .. Rules(table, now),
        ];
    }

    private static IEnumerable<Finding> Columns(TableMatch match)
    {
        var name = match.Now.Name;
        foreach (var (old, now) in match.Renamed)
            yield return Of(Severity.Info, $"column:{name}.{old}", $"is called {now} now: its values are the same");
        foreach (var column in match.Saved.Columns.Where(column => match.NowOf(column.Name) is null))
        {
            var rows = match.Key is { Count: > 0 } && !match.Header.Ignored.Contains(column.Name)
                ? ". Of the other columns it can only be told in which range of rows they changed"
                : "";
            yield return Of(Severity.Warning, $"column:{name}.{column.Name}", $"is gone, and its values with it{rows}");
        }

        foreach (var saved in match.Saved.Columns)
        {
            if (match.NowOf(saved.Name) is not { } there || match.Now.Find(there)! is not { } column || column.Type == saved.Type) continue;
            yield return Of(
                Severity.Info, $"column:{name}.{there}",
                $"is of type {column.Type} now, and was of {saved.Type}: TBL001 reports rows whose value reads otherwise");
        }

        if (match.Saved.IsPartitioned != match.Now.IsPartitioned)
            yield return Of(Severity.Info, $"table:{name}", match.Now.IsPartitioned ? "is partitioned now" : "is not partitioned any more");
    }

    private static async Task<IReadOnlyList<Finding>> AddedAsync(TableSnapshot tables, TableMatch match, CancellationToken cancel)
    {
        if (match.Added.Count == 0) return [];
        var counts = string.Concat(match.Added.Select(column =>
            $", count(*) FILTER (WHERE {TableQuery.Quoted(column.Name)}::text IS DISTINCT FROM {Constant(column)})"));
        var (rows, others) = (await tables.View.QueryAsync(
            $"SELECT count(*){counts} FROM {TableQuery.Quoted(match.Now.Name)}",
            row => (row.GetInt64(0), match.Added.Select((_, i) => row.GetInt64(i + 1)).ToList()),
            cancel))[0];
        return
        [
            .. match.Added.Select((column, i) => Of(
                Severity.Info,
                $"column:{match.Now.Name}.{column.Name}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is new, of type {column.Type}: {others[i]:N0} of {rows:N0} rows have another value than its default "
                    + $"({(HasConstant(column) ? column.Default : "NULL")})"))),
        ];
    }

    private static IEnumerable<Finding> Keys(TableMatch match)
    {
        var (saved, now) = (match.Saved.Key, match.Now.Key);
        if (saved.Select(column => match.NowOf(column.Name)).SequenceEqual(now.Select(column => column.Name))) yield break;
        var rows = match.Key is null ? "its rows cannot be found again: they are not compared" : "its rows are compared by the saved one";
        yield return Of(
            match.Key is null ? Severity.Warning : Severity.Info,
            $"table:{match.Now.Name}",
            $"has the key ({Names(now)}), and was saved by ({Names(saved)}): {rows}");
    }

    private static IEnumerable<Finding> Rules(TableShape saved, TableShape now)
    {
        foreach (var (rule, definition) in saved.Rules.OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            if (!now.Rules.TryGetValue(rule, out var other))
                yield return Of(Severity.Warning, $"rule:{rule}", $"of {now.Name} is gone: {definition}");
            else if (definition != other)
                yield return Of(Severity.Warning, $"rule:{rule}", $"of {now.Name} is {other} now, and was {definition}");
        }

        foreach (var (rule, definition) in now.Rules.OrderBy(rule => rule.Key, StringComparer.Ordinal))
            if (!saved.Rules.ContainsKey(rule)) yield return Of(Severity.Info, $"rule:{rule}", $"of {now.Name} is new: {definition}");
    }

    // What a default computes anew for each row is equal to no value.
    private static bool HasConstant(ColumnShape column) =>
        column.Default is { } text && !text.Contains('(', StringComparison.Ordinal) && !text.Contains("CURRENT", StringComparison.Ordinal);

    private static string Constant(ColumnShape column) => HasConstant(column) ? $"({column.Default})::text" : "NULL";

    private static string Names(IReadOnlyList<KeyColumn> key) =>
        key.Count == 0 ? "none" : string.Join(", ", key.Select(column => column.Name));

    private static Finding Of(Severity severity, string subject, string message) => new()
    {
        Code = Code,
        Severity = severity,
        Subject = subject,
        Message = message,
        Cause = severity == Severity.Info ? subject : null,
    };
}
