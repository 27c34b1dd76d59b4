using System.Text.Json.Nodes;

namespace IntegrityTests.Deployment.Generations;

/// <summary>
/// The type and the default of each of the platform's columns, which are the same in all known generations (source: columns.txt, beside
/// this file).
/// </summary>
internal static class PlatformColumns
{
    private static readonly Lazy<IReadOnlyList<PlatformColumn>> OfAll = new(() => [.. Read()]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlatformColumn> All => OfAll.Value;

    /// <summary>They as a query reads them.</summary>
    public static JsonArray ToJson() =>
    [
        .. All.Select(column => new JsonObject
        {
            ["table"] = column.Table,
            ["name"] = column.Name,
            ["type"] = column.Type,
            ["default"] = column.Default,
        }),
    ];

    private static IEnumerable<PlatformColumn> Read()
    {
        using var reader = new StreamReader(typeof(PlatformColumns).Assembly.GetManifestResourceStream("columns.txt")!);
        var table = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("; ", StringComparison.Ordinal)) continue;
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                table = line[2..];
                continue;
            }

            var parts = line.Split('\t');
            yield return new(table, parts[0], parts[1], parts.ElementAtOrDefault(2));
        }
    }
}

/// <summary>A column as the platform's migrations make it.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">PostgreSQL's own name of its type, as in pg_type.</param>
/// <param name="Default">The expression of its default as PostgreSQL writes it; null: it need not have one, or is computed.</param>
internal sealed record PlatformColumn(string Table, string Name, string Type, string? Default);
