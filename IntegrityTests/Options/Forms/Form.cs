namespace IntegrityTests.Options.Forms;

/// <summary>The form of a value.</summary>
/// <typeparam name="T">What the value becomes.</typeparam>
/// <param name="Expected">The form in words, with an example.</param>
/// <param name="Read">Reads a value. Throws <see cref="FormatException"/> that says what is wrong without repeating the value.</param>
internal sealed record Form<T>(string Expected, Func<string, T> Read);
