using Npgsql;

namespace IntegrityTests.Deployment.Records;

/// <summary>A column of the deployment's database, declared once by <see cref="TableColumns"/>.</summary>
internal class Column : Part
{
    /// <summary>The position of a column that queries name but do not read.</summary>
    public const int Unread = -1;

    private readonly Column[] _itself;

    /// <summary>Declares a column.</summary>
    public Column(string table, string name) => (Table, Name, _itself) = (table, name, [this]);

    /// <summary>The table.</summary>
    public string Table { get; }

    /// <summary>The column's name in the table.</summary>
    public string Name { get; }

    /// <summary>What SQL puts after the name to read it, such as <c>::text</c> for an enum; empty for the column as it is.</summary>
    public string Form { get; init; } = "";

    /// <summary>The column of the same table that is read instead where this one does not exist; null when there is none.</summary>
    public string? StandIn { get; init; }

    /// <summary>The first generation of the platform that has the column; null for a column that every known generation has.</summary>
    public string? Since { get; init; }

    /// <summary>The position in the table's select list, or <see cref="Unread"/>.</summary>
    public int Position { get; init; } = Unread;

    /// <inheritdoc/>
    public override IReadOnlyList<Column> Columns => _itself;
}

/// <summary>A column whose values are read.</summary>
/// <param name="table">The table.</param>
/// <param name="name">The column's name.</param>
/// <param name="read">Reads the value at a position of a row, null included: a column that does not exist is read as null.</param>
internal sealed class Column<T>(string table, string name, Func<NpgsqlDataReader, int, T> read) : Column(table, name)
{
    /// <summary>Reads the column of a row.</summary>
    public T Read(NpgsqlDataReader row, int position) => read(row, position);
}
