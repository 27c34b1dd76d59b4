namespace IntegrityTests.Options;

/// <summary>Finds misspelt variables, which would otherwise be ignored silently.</summary>
internal static class UnknownNames
{
    public static IEnumerable<string> Mistakes(IEnumerable<string> names) =>
        from name in names
        where name.StartsWith(Variables.Prefix, StringComparison.OrdinalIgnoreCase)
        where Variables.All.All(variable => variable.Name != name)
        orderby name
        select $"{name} is not a variable of this suite. The nearest one is {Nearest(name)}.";

    /// <summary>A name that was cut short means one that begins like it; any other one the fewest changes away.</summary>
    private static string Nearest(string name) =>
        Variables.All.Select(variable => variable.Name)
            .OrderByDescending(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(known => Distance(name.ToUpperInvariant(), known))
            .First();

    /// <summary>How many characters have to be added, dropped or replaced to turn one text into the other (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j - 1], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
