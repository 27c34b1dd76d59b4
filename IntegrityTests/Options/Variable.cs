namespace IntegrityTests.Options;

/// <summary>One variable of the options surface, as the README's table shows it.</summary>
/// <param name="Name">Name of the environment variable.</param>
/// <param name="Form">The form of its value, with an example.</param>
/// <param name="Default">What holds while it is not set.</param>
/// <param name="Meaning">What it sets.</param>
public sealed record Variable(string Name, string Form, string Default, string Meaning)
{
    /// <summary>Stack Auth's own variable that is used while this one is not set, or null.</summary>
    public string? Fallback { get; init; }

    /// <summary>Whether the value must never be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Reads a value and sets it. Throws <see cref="FormatException"/>, whose message holds nothing of a secret.</summary>
    internal Func<OptionsContext, string, IntegrityOptions> Apply { get; init; } = (context, _) => context.Options;
}
