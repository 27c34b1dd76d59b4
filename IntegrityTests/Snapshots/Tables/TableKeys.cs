using System.Buffers.Binary;
using System.Globalization;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>Makes text of keys, and parameters.</summary>
internal static class TableKeys
{
    /// <summary>The key as findings show it, part by part.</summary>
    public static string Text(IReadOnlyList<KeyColumn> key, ReadOnlySpan<byte> bytes)
    {
        if (key.Count == 0) return "(a row without a key)";
        var parts = new List<string>();
        foreach (var column in key)
        {
            var (part, length) = Part(column.Form, bytes);
            parts.Add(part switch
            {
                Guid id => id.ToString(),
                long number => number.ToString(CultureInfo.InvariantCulture),
                string text => text,
                _ => "(hidden)",
            });
            bytes = bytes[length..];
        }

        return string.Join('/', parts);
    }

    /// <summary>The conditions that find the row, and their parameters; null where its key is hidden.</summary>
    public static (string Condition, (string Name, object Value)[] Parameters)? Find(IReadOnlyList<KeyColumn> key, ReadOnlySpan<byte> bytes)
    {
        if (key.Count == 0) return null;
        var conditions = new List<string>();
        var parameters = new List<(string, object)>();
        foreach (var column in key)
        {
            var (part, length) = Part(column.Form, bytes);
            if (part is null) return null;
            var cast = part switch
            {
                string => "::text COLLATE \"C\"",
                long => "::int8",
                _ => "",
            };
            conditions.Add($"{TableQuery.Quoted(column.Name)}{cast} = @k{parameters.Count}");
            parameters.Add(($"k{parameters.Count}", part));
            bytes = bytes[length..];
        }

        return (string.Join(" AND ", conditions), [.. parameters]);
    }

    /// <summary>The values of a key, in the order of the columns of the query that reads it.</summary>
    public static IReadOnlyList<object> Values(IEnumerable<KeyForm> forms, ReadOnlySpan<byte> bytes)
    {
        var values = new List<object>();
        foreach (var form in forms)
        {
            KeyForm[] parts = form == KeyForm.Hidden ? [KeyForm.Number, KeyForm.Number] : [form];
            foreach (var part in parts)
            {
                var (value, length) = Part(part, bytes);
                values.Add(value!);
                bytes = bytes[length..];
            }
        }

        return values;
    }

    private static (object? Part, int Length) Part(KeyForm form, ReadOnlySpan<byte> bytes) => form switch
    {
        KeyForm.Uuid => (new Guid(bytes[..16], bigEndian: true), 16),
        KeyForm.Number => (BinaryPrimitives.ReadInt64BigEndian(bytes) ^ long.MinValue, 8),
        KeyForm.Text when bytes.IndexOf((byte)0) is var end => (KeptBytes.Instance.GetString(bytes[..end]), end + 1),
        _ => (null, 16),
    };
}
