using IntegrityTests.Redaction;

namespace IntegrityTests.Options;

/// <summary>Reads options from variables and collects every mistake on the way.</summary>
internal sealed class OptionsParser(IReadOnlyDictionary<string, string> environment, string baseDirectory)
{
    private const int LongestShownValue = 80;

    // By these GitHub, Azure and GitLab say that they run a job, and where its summary goes.
    private static readonly string[] ServiceVariables = ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "TF_BUILD", "GITLAB_CI"];

    private readonly List<string> _mistakes = [];
    private readonly string[] _secrets = SecretsOf(environment);

    public IntegrityOptions Parse()
    {
        var options = Defaults() with { Secrets = _secrets };
        foreach (var variable in Variables.All)
            options = Apply(variable, options);

        options = Schedulers.Resolve(options, Get, _mistakes);
        _mistakes.AddRange(Combinations.Mistakes(options, NameInUse));
        _mistakes.AddRange(UnknownNames.Mistakes(environment.Keys));
        return _mistakes.Count == 0 ? options : throw new OptionsException(_mistakes);
    }

    private IntegrityOptions Defaults() => new()
    {
        ResultsDirectory = PathForms.Folder.Read("TestResults/integrity", baseDirectory),
        UsesSample = Combinations.TargetVariables.All(variable => NameInUse(variable) is null),
        Service = ServiceVariables.Where(name => Get(name) is not null).ToDictionary(name => name, name => environment[name]),
        Fallbacks = [.. Variables.All.Select(NameInUse).OfType<string>().Intersect(Variables.All.Select(v => v.Fallback).OfType<string>())],
    };

    private IntegrityOptions Apply(Variable variable, IntegrityOptions options)
    {
        if (NameInUse(variable) is not { } name) return options;

        var value = environment[name];
        try
        {
            ControlCharacters.RefuseAround(value);
            return variable.Apply(options, value, baseDirectory);
        }
        catch (FormatException problem)
        {
            var subject = variable.IsSecret ? $"{name} (a secret, not shown)" : $"{name}={Shown(new Secrets(_secrets).Redact(value))}";
            _mistakes.Add($"{subject} {problem.Message}{ControlCharacters.Within(value)}. Expected: {variable.Form}.");
            return options;
        }
    }

    /// <summary>The name a variable is set under, or null.</summary>
    private string? NameInUse(Variable variable) =>
        Get(variable.Name) is not null ? variable.Name
        : variable.Fallback is { } fallback && Get(fallback) is not null ? fallback
        : null;

    private string? Get(string name) => Get(environment, name);

    private static string? Get(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static string[] SecretsOf(IReadOnlyDictionary<string, string> environment) =>
    [
        .. Variables.All
            .Where(variable => variable.IsSecret)
            .SelectMany(variable => new[] { variable.Name, variable.Fallback })
            .OfType<string>()
            .Select(name => Get(environment, name))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    private static string Shown(string value)
    {
        var printable = ControlCharacters.Escape(value);
        return printable.Length <= LongestShownValue ? $"\"{printable}\"" : $"\"{printable[..LongestShownValue]}...\"";
    }
}
