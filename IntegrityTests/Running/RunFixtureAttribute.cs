namespace IntegrityTests.Running;

/// <summary>
/// Names a type of which a run has one instance: made when a check's constructor or <see cref="Run.FixtureAsync{T}"/> first asks
/// for it, and disposed at the end of the run. It needs a public constructor without parameters; <c>IAsyncLifetime</c>,
/// <see cref="IAsyncDisposable"/> and <see cref="IDisposable"/> are honoured. A failure to make it aborts the run.
/// </summary>
/// <param name="type">The fixture.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RunFixtureAttribute(Type type) : Attribute
{
    /// <summary>The fixture.</summary>
    public Type Type { get; } = type;
}
