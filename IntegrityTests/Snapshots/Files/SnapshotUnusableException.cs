namespace IntegrityTests.Snapshots.Files;

/// <summary>A snapshot cannot be read or written. The message says why and what to do.</summary>
public sealed class SnapshotUnusableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>A file is not as it was saved.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problem">Its message goes on after the file's name.</param>
    public static SnapshotUnusableException Of(string file, FormatException problem) =>
        new($"The snapshot {file} {problem.Message}. Restore the file from where it was kept, or save the snapshot again.", problem);
}
