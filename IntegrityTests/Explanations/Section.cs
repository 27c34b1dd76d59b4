namespace IntegrityTests.Explanations;

/// <summary>What the catalogue of checks says of one code.</summary>
/// <param name="Code">The code, such as <c>USR002</c>.</param>
/// <param name="Title">What it proves, in one line.</param>
/// <param name="Meaning">The paragraph that begins with <c>A finding means</c>.</param>
/// <param name="Sql">The queries, with upper-case names where ids go; empty: none.</param>
public sealed record Section(string Code, string Title, string Meaning, string Sql);
