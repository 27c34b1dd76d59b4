namespace IntegrityTests.Running.Execution;

/// <summary>Names a row by its values.</summary>
internal static class RowName
{
    private const int MaxLength = 200;

    public static string Of(object?[] row) => string.Join(", ", row.Select(Text));

    // A value that cannot say what it is must not hide what is wrong with its row.
    private static string Text(object? value)
    {
        try
        {
            var text = value?.ToString() ?? "null";
            return text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "...");
        }
        catch (Exception)
        {
            return value!.GetType().Name;
        }
    }
}
