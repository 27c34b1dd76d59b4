namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>
/// The facts about the reference version, recorded against a real backend. They are beside the checkout, as <c>shared/stack-auth</c>,
/// or where <see cref="Variable"/> says.
/// </summary>
internal static class Facts
{
    public const string Variable = "STACK_AUTH_FACTS";

    public static string? Folder { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine(
        [Folder ?? throw new InvalidOperationException($"There is no folder shared/stack-auth beside the checkout, and {Variable} is not set."), .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "stack-auth");
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
