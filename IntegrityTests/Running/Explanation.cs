namespace IntegrityTests.Running;

/// <summary>What somebody needs to know who sees a finding and does not know its code.</summary>
/// <param name="Title">What the check proves, in one line.</param>
/// <param name="Meaning">What a finding means for those who use what is verified.</param>
/// <param name="Sql">Queries to look into it, which only read, with the ids of the finding; null: there are none.</param>
public sealed record Explanation(string Title, string Meaning, string? Sql);
