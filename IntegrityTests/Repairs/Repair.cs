using System.Text.RegularExpressions;

namespace IntegrityTests.Repairs;

/// <summary>What is done about rows that break a rule.</summary>
public enum RepairAction
{
    /// <summary>They are removed, with what the platform's foreign keys remove with them.</summary>
    Remove,

    /// <summary>Of rows with one key all but one are removed, and nothing else.</summary>
    RemoveTwins,

    /// <summary>Columns get the values that other rows say.</summary>
    Change,
}

/// <summary>
/// How rows that break an invariant are repaired, where that follows from the rows alone. It stands in the invariant's file, below the
/// query: a line that says what is done to which tables, why that is beyond doubt, and a query for the rows.
/// </summary>
/// <param name="Action">What is done.</param>
/// <param name="Tables">To rows of which tables; the query is run once for each.</param>
/// <param name="Why">Why that is beyond doubt.</param>
/// <param name="Sql">
/// The query. Its columns are <c>subject</c>, as in the finding, <c>place</c>, which is the row's ctid, <c>it</c>, which is the whole row,
/// and for a change the new values under the names of their columns. <c>{table}</c>, <c>{name}</c> and <c>{subject}</c> stand for the
/// table, its name within quotes, and what findings call a row <c>r</c> of it; <c>{found}</c> for the query of the invariant.
/// </param>
public sealed partial record Repair(RepairAction Action, IReadOnlyList<RepairedTable> Tables, string Why, string Sql)
{
    /// <summary>What the columns of every repair are.</summary>
    public static readonly IReadOnlyList<string> Columns = ["subject", "place", "it"];

    private const string Mark = "-- Repair: ";

    /// <summary>Splits the lines below an invariant's header into its query and the parts that are repairs.</summary>
    public static (IReadOnlyList<string> Query, IReadOnlyList<IReadOnlyList<string>> Repairs) Split(IReadOnlyList<string> lines)
    {
        var query = new List<string>();
        var repairs = new List<List<string>>();
        foreach (var line in lines)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal)) repairs.Add([]);
            (repairs.Count == 0 ? query : repairs[^1]).Add(line);
        }

        return (query, repairs);
    }

    /// <summary>Reads one repair.</summary>
    /// <param name="lines">Its lines, of which the first says what is done.</param>
    /// <param name="query">Makes sure that a text is one query.</param>
    /// <exception cref="FormatException">It is not as it should be; the message says what to do.</exception>
    public static Repair Read(IReadOnlyList<string> lines, Func<string, string> query)
    {
        var first = First().Match(lines[0]);
        if (!first.Success)
            throw new FormatException(
                "has a repair that says nothing which can be done. Expected, for example: -- Repair: remove from \"ContactChannel\".");
        var why = lines.Skip(1).TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (why.Count == 0) throw new FormatException("has a repair without a reason. Expected comments below its first line");
        var sql = query(string.Join('\n', lines.Skip(1 + why.Count)));
        if (sql.Contains('@', StringComparison.Ordinal))
            throw new FormatException("has a repair with a parameter. Expected none: a person runs it");
        return new Repair(
            first.Groups["action"].Value switch
            {
                "remove from" => RepairAction.Remove,
                "remove twins from" => RepairAction.RemoveTwins,
                _ => RepairAction.Change,
            },
            [.. Quoted().Matches(first.Groups["tables"].Value).Select(table => RepairedTable.Of(table.Groups["name"].Value))],
            string.Join(' ', why.Select(line => line[2..].Trim())),
            sql);
    }

    [GeneratedRegex("^-- Repair: (?<action>remove from|remove twins from|change) (?<tables>\"[A-Za-z]+\"(?:, \"[A-Za-z]+\")*)\\.$")]
    private static partial Regex First();

    [GeneratedRegex("\"(?<name>[A-Za-z]+)\"")]
    private static partial Regex Quoted();
}
