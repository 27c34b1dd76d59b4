using System.Reflection;

namespace IntegrityTests.Running.Framework;

/// <summary>Reads the settings that a test assembly's configuration gives.</summary>
internal static class RunSettingsReader
{
    /// <exception cref="InvalidOperationException">A number is out of range. The configuration may throw anything.</exception>
    public static RunSettings Read(Assembly assembly)
    {
        var attribute = assembly.GetCustomAttribute<RunConfigurationAttribute>();
        return attribute is null ? new RunSettings() : Validated(((IRunConfiguration)Construct.New(attribute.Type)).Settings);
    }

    public static RunSettings Validated(RunSettings settings)
    {
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
