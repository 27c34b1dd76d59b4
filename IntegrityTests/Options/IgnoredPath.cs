namespace IntegrityTests.Options;

/// <summary>A place in answers that may differ.</summary>
/// <param name="Text">The path as it was given.</param>
/// <param name="Endpoint">The endpoints it is about, where <c>*</c> stands for anything but a slash; null: all.</param>
/// <param name="Steps">Names of members from the root on; <c>null</c> stands for any member or array item.</param>
public sealed record IgnoredPath(string Text, string? Endpoint, IReadOnlyList<string?> Steps)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
