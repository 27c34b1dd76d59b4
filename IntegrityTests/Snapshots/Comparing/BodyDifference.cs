using System.Text.Json;

namespace IntegrityTests.Snapshots.Comparing;

/// <summary>One value that is not as it was saved.</summary>
/// <param name="Subject">Whom or what it is about.</param>
/// <param name="Path">Where, as a JSON path from the subject's root.</param>
/// <param name="Message">What differs, as the rest of a sentence that begins with the path.</param>
/// <param name="Saved">The saved value; undefined where there was none.</param>
/// <param name="Now">The value now; undefined where there is none.</param>
/// <param name="Owner">The subject with which an item came or went, if that did as a whole; null: none.</param>
internal readonly record struct BodyDifference(string Subject, string Path, string Message, JsonElement Saved, JsonElement Now, string? Owner = null);
