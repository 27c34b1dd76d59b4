namespace IntegrityTests.Running;

/// <summary>The service that runs the tests, where a person looks at its pages instead of files.</summary>
public sealed record Surroundings
{
    /// <summary>Whether it is GitHub Actions, which shows lines of the log as annotations. Default: false.</summary>
    public bool IsGitHub { get; init; }

    /// <summary>The file of GitHub's that becomes the summary of the job; null, the default: there is none.</summary>
    public string? GitHubSummary { get; init; }

    /// <summary>Whether it is Azure Pipelines. Default: false.</summary>
    public bool IsAzure { get; init; }

    /// <summary>Whether it is GitLab. Default: false.</summary>
    public bool IsGitLab { get; init; }

    /// <summary>Reads from variables which service it is.</summary>
    /// <param name="variables">Names and values.</param>
    public static Surroundings Of(IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new()
        {
            IsGitHub = Is("GITHUB_ACTIONS"),
            GitHubSummary = variables.TryGetValue("GITHUB_STEP_SUMMARY", out var summary) && summary.Length > 0 ? summary : null,
            IsAzure = Is("TF_BUILD"),
            IsGitLab = Is("GITLAB_CI"),
        };

        bool Is(string name) =>
            variables.TryGetValue(name, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
    }
}
