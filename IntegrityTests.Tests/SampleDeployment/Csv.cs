using System.Text;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>Reads CSV with a header, as PostgreSQL's COPY writes it.</summary>
internal static class Csv
{
    /// <summary>The rows as dictionaries by column.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var records = Records(File.ReadAllText(path)).ToList();
        return [.. records.Skip(1).Select(record => records[0].Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static IEnumerable<List<string>> Records(string text)
    {
        var record = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        var previous = '\0';
        foreach (var c in text)
        {
            if (c == '"')
            {
                // A doubled quote leaves the quotation and enters it again: the second one is part of the text.
                quoted = !quoted;
                if (quoted && previous == '"')
                    field.Append(c);
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                field.Append(c);
            }
            else if (c != '\r')
            {
                record.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return record;
                    record = [];
                }
            }
            previous = c;
        }
    }
}
