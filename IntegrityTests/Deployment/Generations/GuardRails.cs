using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Deployment.Generations;

/// <summary>
/// What a database must hold by itself at the level of its migrations: the platform's constraints, unique keys and columns that are never
/// null (source: guard-rails.txt, beside this file).
/// </summary>
internal static class GuardRails
{
    private static readonly Lazy<IReadOnlyList<GuardRail>> OfAll = new(() => [.. Read()]);

    /// <summary>
    /// Those of a database. Where it names none of its migrations, those of 2026-03, in the form that any generation gives them.
    /// </summary>
    /// <param name="migrations">The names of its migrations.</param>
    public static IReadOnlyList<GuardRail> Of(IReadOnlySet<string> migrations)
    {
        var isNamed = migrations.Any(Migrations.IsKnown);
        return
        [
            .. OfAll.Value.GroupBy(rail => (rail.Kind, rail.Table, rail.Name))
                .Select(forms => isNamed ? Latest(forms, migrations) : OfMarch(forms))
                .OfType<GuardRail>(),
        ];
    }

    /// <summary>What a query of an invariant gets of it, as its parameter <c>rails</c>: a JSON object.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cancel">Cancels reading.</param>
    public static async Task<string> ReadAsync(ReplicaDatabase database, CancellationToken cancel)
    {
        var names = (await DataGenerationReader.MigrationsAsync(database, cancel)).ToHashSet(StringComparer.Ordinal);
        var isNamed = names.Any(Migrations.IsKnown);
        // Without names, what is about a column that is not there may be of a later time.
        bool IsOfLevel(GuardRail rail) => isNamed || rail.Columns.All(column => database.Schema.Has(rail.Table, column));
        var replicated = (await database.QueryAsync(
            "SELECT EXISTS (SELECT FROM pg_subscription_rel)", row => row.GetBoolean(0), cancel))[0];
        return new JsonObject
        {
            ["cause"] = replicated ? "logical replication copies rows, and leaves the schema to whoever made it"
                : names.Any(Migrations.IsNewer) ? "the database is newer than this suite knows, and may hold it in another way"
                : null,
            ["rails"] = new JsonArray([.. Of(names).Where(IsOfLevel).Select(rail => rail.ToJson())]),
            ["columns"] = isNamed && !Migrations.HasComeToMarch(names) ? [] : PlatformColumns.ToJson(),
            ["missing"] = new JsonArray([.. Migrations.MissingOf(names).Select(name => JsonValue.Create(name))]),
            ["unknown"] = new JsonArray([.. Migrations.UnknownOf(names).Select(name => JsonValue.Create(name))]),
            ["unfinished"] = new JsonArray(
                [.. (await UnfinishedAsync(database, cancel)).Where(name => !names.Contains(name)).Select(name => JsonValue.Create(name))]),
        }.ToJsonString();
    }

    // Prisma's own runner leaves such a row when a migration fails; one that was repeated has a finished row too.
    private static async Task<List<string>> UnfinishedAsync(ReplicaDatabase database, CancellationToken cancel) =>
        !database.Schema.Has("_prisma_migrations", "finished_at")
            ? []
            : await database.QueryAsync(
                """
                SELECT m.migration_name::text FROM "_prisma_migrations" m
                GROUP BY m.migration_name HAVING bool_and(m.finished_at IS NULL OR m.rolled_back_at IS NOT NULL)
                """,
                row => row.GetString(0),
                cancel);

    private static GuardRail? Latest(IEnumerable<GuardRail> forms, IReadOnlySet<string> migrations) =>
        forms.LastOrDefault(form => migrations.Contains(form.Since));

    private static GuardRail? OfMarch(IEnumerable<GuardRail> forms)
    {
        var all = forms.ToList();
        return Migrations.OfMarch.Contains(all[0].Since) ? all[0] with { Forms = [.. all.SelectMany(form => form.Forms)] } : null;
    }

    private static IEnumerable<GuardRail> Read()
    {
        using var reader = new StreamReader(typeof(GuardRails).Assembly.GetManifestResourceStream("guard-rails.txt")!);
        var since = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("; ", StringComparison.Ordinal)) continue;
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                since = line[2..];
                continue;
            }

            var parts = line.Split('\t');
            if (parts[0] != GuardRail.NotNull) yield return new(since, parts[0], parts[1], parts[2], [parts[3]]);
            else
                foreach (var column in parts[2].Split(',')) yield return new(since, parts[0], parts[1], column, []);
        }
    }
}

/// <summary>A rule that the platform's schema holds by itself.</summary>
/// <param name="Since">The migration that made it as it is.</param>
/// <param name="Kind">
/// What it is: <c>f</c> a foreign key, <c>c</c> a check, <c>u</c> a unique key, <c>n</c> a column that is never null.
/// </param>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name; of a column that is never null, the column's.</param>
/// <param name="Forms">
/// Its definition as PostgreSQL writes it, of a unique key from the access method on; any of several will do. Empty for a column.
/// </param>
internal sealed partial record GuardRail(string Since, string Kind, string Table, string Name, IReadOnlyList<string> Forms)
{
    /// <summary>The kind of columns that are never null.</summary>
    public const string NotNull = "n";

    /// <summary>The columns of the table that it is about, as far as their names are in quotes.</summary>
    public IEnumerable<string> Columns => Kind == NotNull
        ? [Name]
        : Forms.SelectMany(form => Quoted().Matches(form.Split(" REFERENCES ")[0])).Select(match => match.Groups["column"].Value);

    // Types begin with a capital letter.
    [GeneratedRegex("\"(?<column>[a-z][A-Za-z]*)\"")]
    private static partial Regex Quoted();

    /// <summary>It as a query reads it.</summary>
    public JsonObject ToJson() => new()
    {
        ["kind"] = Kind,
        ["table"] = Table,
        ["name"] = Name,
        ["forms"] = new JsonArray([.. Forms.Select(form => JsonValue.Create(form))]),
    };
}
