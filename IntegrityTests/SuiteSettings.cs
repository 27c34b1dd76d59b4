using IntegrityTests.Options;
using IntegrityTests.Redaction;

namespace IntegrityTests;

/// <summary>The options of a run, and what hides what they say is to be hidden.</summary>
internal sealed class SuiteSettings(IntegrityOptions options)
{
    public IntegrityOptions Options { get; } = options;

    /// <summary>Knows the secrets of the options, and those that are found on the way.</summary>
    public Secrets Secrets { get; } = options.CreateSecrets();

    /// <summary>One for the whole run: equal values get equal marks, wherever they are found.</summary>
    public PersonalData Values { get; } = new(options.ShowPersonalData);
}
