namespace IntegrityTests.Running;

/// <summary>Names the <see cref="IRunConfiguration"/> of a test assembly; the type needs a public constructor without parameters.</summary>
/// <param name="type">The configuration.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RunConfigurationAttribute(Type type) : Attribute
{
    /// <summary>The configuration.</summary>
    public Type Type { get; } = type;
}
