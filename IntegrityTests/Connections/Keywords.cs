using System.Data.Common;
using Npgsql;

namespace IntegrityTests.Connections;

/// <summary>
/// Npgsql's keyword form. Npgsql's own errors may repeat parts of a password that is quoted wrongly, so each keyword is tried alone and
/// only names that Npgsql knows are shown.
/// </summary>
internal static class Keywords
{
    private const string Quote = "a value that contains ;, = or quotes, such as a password, must be in double quotes";

    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        var number = 0;
        foreach (var (name, value) in Split(text))
        {
            number++;
            if (!IsKnown(name))
                throw new FormatException($"has a keyword that Npgsql does not know, number {number} in the string ({Quote})");
            Set(builder, name, value);
        }

        if (builder.Host is { } host && host.Any(char.IsWhiteSpace))
            throw new FormatException("has white space within the host; keywords are separated by semicolons");
        return builder;
    }

    /// <summary>Sets one keyword. Throws <see cref="FormatException"/> that names the keyword, not the value.</summary>
    /// <param name="builder">Where to set it.</param>
    /// <param name="name">Npgsql's name of the keyword.</param>
    /// <param name="value">The value as text.</param>
    /// <param name="shownAs">The name that the operator wrote, if it was another.</param>
    public static void Set(NpgsqlConnectionStringBuilder builder, string name, string value, string? shownAs = null)
    {
        try
        {
            builder[name] = value;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new FormatException($"has a value of \"{shownAs ?? name}\" that Npgsql does not accept");
        }
    }

    private static List<(string Name, string Value)> Split(string text)
    {
        try
        {
            var raw = new DbConnectionStringBuilder { ConnectionString = text };
            return [.. raw.Keys.Cast<string>().Select(name => (name, (string)raw[name]))];
        }
        catch (ArgumentException)
        {
            throw new FormatException($"is neither a URI nor keywords ({Quote})");
        }
    }

    private static bool IsKnown(string name)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder().TryGetValue(name, out _);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
