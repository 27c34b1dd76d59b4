namespace IntegrityTests.Checks.Database;

/// <summary>Files of invariants are not as they should be. The message lists all mistakes.</summary>
public sealed class InvariantException(IReadOnlyList<string> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes.Prepend($"{mistakes.Count} mistake(s) in database invariants:")));
