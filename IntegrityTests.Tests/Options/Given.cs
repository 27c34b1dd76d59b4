using FluentAssertions;
using IntegrityTests.Options;

namespace IntegrityTests.Tests.Options;

/// <summary>Options from variables that only the test sees.</summary>
internal static class Given
{
    public const string Secret = "k4n4ry-s3cr3t";

    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), "given");

    public static (string, string)[] Target { get; } =
    [
        ("INTEGRITY_DATABASE", $"postgres://reader:{Secret}@replica.example.com/stackframe"),
        ("INTEGRITY_API_URL", "https://api.example.com"),
        ("INTEGRITY_ADMIN_KEY", "pck_canary_key_1234"),
    ];

    public static IntegrityOptions Options(params (string Name, string Value)[] variables) =>
        IntegrityOptions.Parse(variables.ToDictionary(variable => variable.Name, variable => variable.Value), Folder);

    public static OptionsException Mistake(params (string Name, string Value)[] variables)
    {
        var parsing = () => Options(variables);
        return parsing.Should().Throw<OptionsException>().Which;
    }
}
