namespace IntegrityTests.Snapshots.Format;

/// <summary>What findings may say of an answer that has only a digest: in a run that compares, a line ends with it.</summary>
internal static class ShownAnswer
{
    /// <summary>Its name.</summary>
    public const string Name = "shown";

    /// <summary>What stands before it, and nowhere else in a line of a digest.</summary>
    public static ReadOnlySpan<byte> Mark => ",\"shown\":"u8;

    /// <summary>A line without it: as it is saved.</summary>
    public static ReadOnlySpan<byte> Removed(ReadOnlySpan<byte> line) =>
        line.IndexOf(Mark) is >= 0 and var length ? (byte[])[.. line[..length], (byte)'}'] : line;
}
