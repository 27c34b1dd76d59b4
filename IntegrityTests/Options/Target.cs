namespace IntegrityTests.Options;

/// <summary>Database, URL and key name a deployment together: all of them or none.</summary>
internal static class Target
{
    public static IReadOnlyList<Variable> Variables { get; } =
        [.. Options.Variables.All.Where(variable => variable.Name is Options.Variables.Database or Options.Variables.ApiUrl or Options.Variables.AdminKey)];

    /// <summary>One mistake when some but not all are given.</summary>
    /// <param name="nameInUse">The name a variable is set under, or null.</param>
    public static IEnumerable<string> Mistakes(Func<Variable, string?> nameInUse)
    {
        var given = Variables.Select(nameInUse).OfType<string>().ToArray();
        if (given.Length == 0 || given.Length == Variables.Count)
            yield break;

        var missing = Variables.Where(variable => nameInUse(variable) is null).Select(variable => $"{variable.Name} (or {variable.Fallback})");
        yield return $"{string.Join(" and ", missing)} {(given.Length == Variables.Count - 1 ? "is" : "are")} missing, while {string.Join(" and ", given)} "
            + $"{(given.Length == 1 ? "is" : "are")} set. Expected: database, URL and key of one deployment, or none of them for the sample deployment.";
    }
}
