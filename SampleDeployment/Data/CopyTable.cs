using System.Globalization;
using System.Text;
using Npgsql;

namespace SampleDeployment.Data;

/// <summary>Rows of one table on their way into the database, in COPY's text form.</summary>
internal sealed class CopyTable(string table, params string[] columns)
{
    private static readonly string[] SequenceColumns = ["sequenceId", "shouldUpdateSequenceId"];

    private readonly StringBuilder _rows = new();

    /// <summary>Gives each row its number, as the sequencer has done with rows that nothing has changed since; null gives none.</summary>
    public SequenceNumbers? Numbers { get; init; }

    public int Count { get; private set; }

    /// <summary>The rows as they are sent; equal data is equal text.</summary>
    public string Text => _rows.ToString();

    /// <summary>Adds a row: strings, numbers, booleans, GUIDs, UTC timestamps and nulls, in the order of the columns.</summary>
    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
                _rows.Append('\t');
            Append(values[i]);
        }

        if (Numbers is not null)
            _rows.Append(CultureInfo.InvariantCulture, $"\t{Numbers.Next()}\tf");
        _rows.Append('\n');
        Count++;
    }

    public async Task SendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (Count == 0) return;

        var all = Numbers is null ? columns : [.. columns, .. SequenceColumns];
        var list = string.Join(", ", all.Select(column => $"\"{column}\""));
        await using (var copy = await connection.BeginTextImportAsync($"COPY \"{table}\" ({list}) FROM STDIN", cancel))
        {
            foreach (var chunk in _rows.GetChunks())
                await copy.WriteAsync(chunk, cancel);
        }

        _rows.Clear();
        Count = 0;
    }

    private void Append(object? value)
    {
        _ = value switch
        {
            null => _rows.Append(@"\N"),
            string text => AppendEscaped(text),
            bool flag => _rows.Append(flag ? 't' : 'f'),
            DateTime time => _rows.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss.fff}"),
            _ => _rows.Append(CultureInfo.InvariantCulture, $"{value}"),
        };
    }

    private StringBuilder AppendEscaped(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => _rows.Append(@"\\"),
                '\t' => _rows.Append(@"\t"),
                '\n' => _rows.Append(@"\n"),
                '\r' => _rows.Append(@"\r"),
                _ => _rows.Append(c),
            };
        }

        return _rows;
    }
}
