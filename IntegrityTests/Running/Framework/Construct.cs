using System.Reflection;

namespace IntegrityTests.Running.Framework;

/// <summary>Makes instances of types that attributes name.</summary>
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
