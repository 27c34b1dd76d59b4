namespace IntegrityTests.Copies.Rules;

/// <summary>The order in which both databases give the rows: each part of the key by the bytes of its UTF-8.</summary>
public sealed class KeyOrder : IComparer<string[]>
{
    /// <summary>The only one.</summary>
    public static KeyOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string[]? x, string[]? y)
    {
        for (var i = 0; i < x!.Length; i++)
            if (Compare(x[i], y![i]) is var order and not 0) return order;
        return 0;
    }

    private static int Compare(string x, string y)
    {
        var length = Math.Min(x.Length, y.Length);
        for (var i = 0; i < length; i++)
            if (x[i] != y[i]) return Rank(x[i]) - Rank(y[i]);
        return x.Length - y.Length;
    }

    // In UTF-16 halves of characters come before the last letters of the first plane, in UTF-8 the whole characters come after them.
    private static int Rank(char unit) => unit < '\ud800' ? unit : unit >= '\ue000' ? unit - 0x800 : unit + 0x2000;
}
