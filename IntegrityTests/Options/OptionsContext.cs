namespace IntegrityTests.Options;

/// <summary>What a variable is applied to.</summary>
/// <param name="Options">The options as set so far.</param>
/// <param name="BaseDirectory">The folder that relative paths start from.</param>
internal sealed record OptionsContext(IntegrityOptions Options, string BaseDirectory);
