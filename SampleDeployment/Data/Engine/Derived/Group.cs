namespace SampleDeployment.Data.Engine.Derived;

/// <summary>
/// One group of all tables of the engine, and the kinds of tables: each takes rows, keeps what it makes of them, and passes that on. A
/// table without rows keeps nothing of a group.
/// </summary>
/// <param name="rows">Where tables keep their rows.</param>
/// <param name="key">The group's key: a JSON text as the database writes it; that of null is the group of ungrouped tables.</param>
internal sealed class Group(EngineRowSink rows, string key = JsonRow.Null)
{
    public string Key => key;

    /// <summary>Another group of the same tables.</summary>
    public Group Within(string other) => new(rows, other);

    /// <summary>Keeps the rows that a condition holds for.</summary>
    public List<Row> Filter(string table, IEnumerable<Row> from, Predicate<JsonRow> condition) =>
        Keep(EngineRowSink.Path(table, "filter"), from.Where(row => condition(row.Data)).Select(row => row with { Id = $"{row.Id}:1" }));

    /// <summary>Makes one row of each.</summary>
    public List<Row> Map(string table, IEnumerable<Row> from, Func<JsonRow, JsonRow> map) =>
        Keep(EngineRowSink.Path(table, "map"), from.Select(row => new Row($"{row.Id}:1", map(row.Data))));

    /// <summary>Makes any number of rows of each.</summary>
    public List<Row> FlatMap(string table, IEnumerable<Row> from, Func<JsonRow, IEnumerable<JsonRow>> map) =>
        Keep(
            EngineRowSink.Path(table),
            from.SelectMany(row => map(row.Data).Select((made, index) => new Row($"{row.Id}:{index + 1}", made))));

    /// <summary>Keeps rows as they come: of a table that groups, or joins.</summary>
    public List<Row> Keep(string table, IEnumerable<Row> from) => Keep(EngineRowSink.Path(table), from);

    /// <summary>Keeps rows that sum up others, which no order belongs to.</summary>
    public List<Row> KeepSums(string table, IEnumerable<Row> from) =>
        Keep(EngineRowSink.Path(table), from, row => $$"""{"rowData": {{row.Data.Text}}, "rowSortKey": null}""");

    /// <summary>Puts rows one after the other; each row's id says which of the inputs it is from.</summary>
    public static IEnumerable<Row> Concat(params IEnumerable<Row>[] inputs) =>
        inputs.SelectMany((input, number) => input.Select(row => row with { Id = $"{number}:{row.Id}" }));

    /// <summary>Sorts by a number, and rows of one number by their ids.</summary>
    public List<Row> Sort(string table, IEnumerable<Row> from, string member)
    {
        var sorted = from.Select(row => (Row: row, At: row.Data.Number(member)))
            .OrderBy(row => row.At)
            .ThenBy(row => row.Row.Id, StringComparer.Ordinal)
            .Select(row => row.Row)
            .ToList();
        if (sorted.Count == 0) return sorted;

        var path = EngineRowSink.Path(table);
        var list = new SortedRows(sorted, member);
        rows.Add(path, key, "rows", list.Rows);
        rows.AddMetadata(path, key, list.Metadata);
        return sorted;
    }

    /// <summary>Goes through sorted rows, and keeps the state behind each and the one row that it makes of it.</summary>
    public void Fold(string table, IEnumerable<Row> from, string member, Func<JsonRow, (string State, JsonRow Made)> reduce)
    {
        var folded = from.Select(row => (row.Id, SortKey: row.Data[member], Step: reduce(row.Data))).ToList();
        if (folded.Count == 0) return;

        var path = EngineRowSink.Path(table);
        rows.Add(path, key, "rows", folded.Select(row =>
            ($"{row.Id}:1", $$"""{"rowData": {{row.Step.Made.Text}}, "rowSortKey": {{row.SortKey}}}""")));
        rows.Add(path, key, "states", folded.Select(row => (
            row.Id,
            $$"""
            {"rowSortKey": {{row.SortKey}}, "stateAfter": {{row.Step.State}}, "emittedRowsData": [{{row.Step.Made.Text}}]}
            """)));
    }

    /// <summary>Lets time pass over each row until the clock, and keeps what happened and what will.</summary>
    /// <param name="table">The table.</param>
    /// <param name="from">The rows.</param>
    /// <param name="begin">What begins with a row.</param>
    /// <param name="clock">The moment that the engine has come to, in milliseconds since 1970.</param>
    public List<Row> TimeFold(string table, IReadOnlyCollection<Row> from, Func<JsonRow, TimeFold> begin, long clock)
    {
        var happened = new List<Row>();
        if (from.Count == 0) return happened;

        var states = new List<(string, string)>();
        foreach (var source in from)
        {
            var fold = begin(source.Data);
            fold.GoOnUntil(clock);
            happened.AddRange(fold.Events.Select((made, index) => new Row($"{source.Id}:{index + 1}", made)));
            var (state, next) = (fold.State, JsonRow.Null);
            if (fold.Next is { } at)
            {
                var moment = DateTime.UnixEpoch.AddMicroseconds((double)(at * 1000));
                next = $"\"{moment:yyyy-MM-ddTHH:mm:ss.FFFFFF}+00:00\"";
                rows.Schedule(table, source, moment, state);
            }

            states.Add((
                source.Id,
                $$"""
                {"rowData": {{source.Data.Text}}, "stateAfter": {{state}}, "nextTimestamp": {{next}},
                "emittedRowsData": {{JsonRow.Array(fold.Events.Select(made => made.Text))}}}
                """));
        }

        var path = EngineRowSink.Path(table);
        rows.Add(path, key, "rows", happened.Select(row => (row.Id, Value(row))));
        rows.Add(path, key, "states", states);
        return happened;
    }

    private static string Value(Row row) => $$"""{"rowData": {{row.Data.Text}}}""";

    private List<Row> Keep(string[] path, IEnumerable<Row> from, Func<Row, string>? value = null)
    {
        var kept = from.ToList();
        if (kept.Count > 0)
            rows.Add(path, key, "rows", kept.Select(row => (row.Id, (value ?? Value)(row))));
        return kept;
    }
}
