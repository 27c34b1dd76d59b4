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
    public async Task<(string Place, string? Value, string Json)?> PickAsync(NpgsqlConnection connection, string project, CancellationToken cancel)
    {
        // The order of the rows' text is the same in every run; that of their places is not.
        await using var pick = new NpgsqlCommand(
            $"""SELECT t.ctid::text, t."{Name}"::text, to_jsonb(t)::text FROM "{Table}" t WHERE {Scope} ORDER BY to_jsonb(t)::text""", connection);
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
            $"""UPDATE "{Table}" t SET "{Name}" = ($1::text)::{TypeName} WHERE ctid = ($2::text)::tid RETURNING to_jsonb(t)::text""", connection);
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
