using System.Reflection;

namespace IntegrityTests.Running.Framework;

/// <summary>The configuration of a test assembly.</summary>
/// <param name="Settings">Reads the settings; throws what the configuration throws.</param>
/// <param name="ChecksOf">The checks that a class stands for.</param>
internal sealed record RunDefinition(Func<RunSettings> Settings, Func<Type, IReadOnlyList<CheckInfo>> ChecksOf)
{
    public static RunDefinition Of(Assembly assembly)
    {
        if (assembly.GetCustomAttribute<RunConfigurationAttribute>()?.Type is not { } type)
            return new RunDefinition(static () => new RunSettings(), static _ => []);
        return new RunDefinition(
            () => ((IRunConfiguration)Construct.New(type)).Settings,
            checks => ((IRunConfiguration)Construct.New(type)).ChecksOf(checks));
    }

    public static RunDefinition Of(IRunConfiguration configuration) => new(() => configuration.Settings, configuration.ChecksOf);

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

/// <summary>Creates instances of types that attributes name.</summary>
internal static class Construct
{
    /// <exception cref="InvalidOperationException">The type has no public constructor without parameters.</exception>
    public static object New(Type type)
    {
        var constructor = type.GetConstructor(Type.EmptyTypes)
            ?? throw new InvalidOperationException($"{type.Name} needs a public constructor without parameters.");
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
    }
}
