namespace IntegrityTests.Payments.Model;

/// <summary>Something of the config that cannot be read.</summary>
/// <param name="Path">Where, such as <c>payments.items.credits</c>.</param>
/// <param name="Message">Why, as the rest of a sentence that begins with the path.</param>
public sealed record ConfigProblem(string Path, string Message);
