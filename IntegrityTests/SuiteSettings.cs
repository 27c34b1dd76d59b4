using IntegrityTests.Options;
using IntegrityTests.Redaction;

namespace IntegrityTests;

/// <summary>The options of a run with the redactor that knows their secrets, and those that are found on the way.</summary>
internal sealed class SuiteSettings(IntegrityOptions options)
{
    public IntegrityOptions Options { get; } = options;

    public Secrets Secrets { get; } = options.CreateSecrets();
}
