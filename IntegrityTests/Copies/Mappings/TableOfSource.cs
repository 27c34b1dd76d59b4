namespace IntegrityTests.Copies.Mappings;

/// <summary>A table of PostgreSQL, as the columns of ClickHouse are declared over it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DeletedKey">The names of the key's parts where its deletions are recorded; none: they are not recorded.</param>
internal sealed record TableOfSource(string Name, params IReadOnlyList<string> DeletedKey)
{
    /// <summary>The <c>tableName</c> of its deletions. Default: its name.</summary>
    public string Deleted { get; init; } = Name;

    /// <summary>The column of <c>DeletedRow</c> that has the parts of the key. Default: <c>primaryKey</c>.</summary>
    public string KeysIn { get; init; } = "primaryKey";

    public Tombstones? Tombstones => DeletedKey.Count == 0
        ? null
        : new Tombstones(Deleted, [.. DeletedKey.Select(part => $"d.\"{KeysIn}\" ->> '{part}'")]);

    public MappedColumn CreatedAt => Time("created_at", "createdAt");

    public IReadOnlyList<MappedColumn> Metadata =>
    [
        Json("client_metadata", "clientMetadata", "{}"), Json("client_read_only_metadata", "clientReadOnlyMetadata", "{}"),
        Json("server_metadata", "serverMetadata", "{}"),
    ];

    public MappedColumn Text(string name, string column) => Of(name, Form.Text, column);

    /// <summary>Text that says nothing about a person.</summary>
    public MappedColumn Plain(string name, string column) => Text(name, column) with { IsPersonal = false };

    public MappedColumn Id(string name, string column) => Of(name, Form.Id, column);

    public MappedColumn Flag(string name, string column) => Of(name, Form.Flag, column);

    public MappedColumn Time(string name, string column) => Of(name, Form.Time, column);

    public MappedColumn Number(string name, string column) => Of(name, Form.Number, column);

    /// <summary>A flag that PostgreSQL has as an enum with one value, or null for false.</summary>
    public MappedColumn Truth(string name, string column) =>
        new(name, Form.Flag, $"coalesce(r.\"{column}\"::text = 'TRUE', false)", (Name, column));

    /// <summary>A value of an enum, in ClickHouse in lower case and with hyphens.</summary>
    public MappedColumn Word(string name, string column) =>
        new(name, Form.Text, $"lower(replace(r.\"{column}\"::text, '_', '-'))", (Name, column)) { IsPersonal = false };

    /// <summary>JSON, and what ClickHouse has where there is none.</summary>
    public MappedColumn Json(string name, string column, string none) =>
        new(name, Form.Json, $"coalesce(r.\"{column}\"::text, '{none}')", (Name, column));

    private MappedColumn Of(string name, Form form, string column) => new(name, form, $"r.\"{column}\"", (Name, column));
}
