namespace Benchmarks.Targets;

internal static class VariablesExtensions
{
    /// <summary>The same variables and one more.</summary>
    public static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> variables, string name, int value) =>
        variables.With(name, FormattableString.Invariant($"{value}"));

    /// <summary>The same variables and one more.</summary>
    public static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> variables, string name, string value) =>
        new Dictionary<string, string>(variables, StringComparer.Ordinal) { [name] = value };

    /// <summary>So few users that a run is nothing but its start.</summary>
    public static IReadOnlyDictionary<string, string> WithHardlyAnyUsers(this IReadOnlyDictionary<string, string> variables) =>
        variables.With("INTEGRITY_MAX_USERS_PER_PROJECT", 10);
}
