namespace IntegrityTests.Running;

/// <summary>
/// Marks a class that stands for many checks. An <see cref="ICheckCatalogue"/> lists them, and each gets one test case over the whole scope;
/// the source learns which one it is for from <see cref="CheckInfo.Current"/>.
/// </summary>
/// <param name="type">The catalogue; it needs a public constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CheckCatalogueAttribute(Type type) : Attribute
{
    /// <summary>The catalogue.</summary>
    public Type Type { get; } = type;
}
