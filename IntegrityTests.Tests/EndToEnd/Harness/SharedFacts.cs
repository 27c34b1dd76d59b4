using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>The facts about Stack Auth that lie beside the checkout, in <c>shared/stack-auth</c>; they are no part of it.</summary>
internal static class SharedFacts
{
    /// <summary>Names the folder where it is somewhere else.</summary>
    public const string Variable = "STACK_AUTH_FACTS";

    private static readonly string Relative = Path.Combine("shared", "stack-auth");
    private static readonly string? Found = Find();

    /// <summary>Whether they are there.</summary>
    public static bool Exist => Found is not null;

    /// <summary>The folder.</summary>
    /// <exception cref="DirectoryNotFoundException">It is missing.</exception>
    public static string Folder => Found ?? throw new DirectoryNotFoundException(Missing);

    /// <summary>
    /// Why a test that needs the facts is skipped, or null. On a developer's machine they may be missing; in CI a skipped proof would look
    /// like a proof, so there the tests run and fail with the reason.
    /// </summary>
    public static string? SkipReason =>
        Found is not null || Environment.GetEnvironmentVariable("CI") is "true" or "1" ? null : Missing;

    private static string Missing =>
        $"The facts about Stack Auth are missing: expected {Relative} in a folder above {AppContext.BaseDirectory}, "
            + $"or their folder in {Variable}.";

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Path.Combine(Checkout.FolderAbove(AppContext.BaseDirectory, Relative) ?? "", Relative);
        return Directory.Exists(Path.Combine(folder, "recorded")) ? folder : null;
    }
}

/// <summary>A test that needs <see cref="SharedFacts"/>; skipped where they are missing, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactRequiringFactsAttribute : FactAttribute
{
    public FactRequiringFactsAttribute() => Skip = SharedFacts.SkipReason;
}

/// <summary>A theory that needs <see cref="SharedFacts"/>; skipped where they are missing, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryRequiringFactsAttribute : TheoryAttribute
{
    public TheoryRequiringFactsAttribute() => Skip = SharedFacts.SkipReason;
}
