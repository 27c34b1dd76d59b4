using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Running.Earlier;

namespace IntegrityTests;

/// <summary>The options of a run, and what hides what they say is to be hidden.</summary>
internal sealed class SuiteSettings(IntegrityOptions options)
{
    private readonly Lazy<EarlierFindings?> _earlier = new(() => NamedAgain.Of(options));

    private readonly Lazy<EarlierFindings?> _previous = new(() => NamedAgain.Previous(options));

    public IntegrityOptions Options { get; } = options;

    /// <summary>What an earlier run named, where only that is verified again; null in a run over the whole scope.</summary>
    public EarlierFindings? Earlier => _earlier.Value;

    /// <summary>What an earlier run reported, with which this one is compared; null where there is none.</summary>
    public EarlierFindings? Previous => _previous.Value;

    /// <summary>Knows the secrets of the options, and those that are found on the way.</summary>
    public Secrets Secrets { get; } = options.CreateSecrets();

    /// <summary>One for the whole run: equal values get equal marks, wherever they are found.</summary>
    public PersonalData Values { get; } = new(options.ShowPersonalData);
}
