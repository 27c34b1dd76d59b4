using System.Reflection;

namespace IntegrityTests.Running.Framework;

/// <summary>What a test assembly says about its runs.</summary>
/// <param name="Settings">Reads the settings; throws what the configuration throws.</param>
/// <param name="Fixtures">The types of which a run has one instance.</param>
internal sealed record RunDefinition(Func<RunSettings> Settings, IReadOnlyList<Type> Fixtures)
{
    public static RunDefinition Of(Assembly assembly)
    {
        var configuration = assembly.GetCustomAttribute<RunConfigurationAttribute>()?.Type;
        return new RunDefinition(
            configuration is null ? static () => new RunSettings() : () => ((IRunConfiguration)Construct.New(configuration)).Settings,
            [.. assembly.GetCustomAttributes<RunFixtureAttribute>().Select(attribute => attribute.Type)]);
    }

    /// <summary>The settings, if a run is possible with them.</summary>
    /// <exception cref="InvalidOperationException">A number is out of range.</exception>
    public RunSettings ReadSettings()
    {
        var settings = Settings();
        AtLeastOne(settings.Concurrency, nameof(settings.Concurrency));
        AtLeastOne(settings.PageSize, nameof(settings.PageSize));
        AtLeastOne(settings.MaxFailuresPerCase, nameof(settings.MaxFailuresPerCase));
        return settings;
    }

    private static void AtLeastOne(int value, string name)
    {
        if (value < 1)
            throw new InvalidOperationException($"{name} is {value}; it has to be at least 1.");
    }
}
