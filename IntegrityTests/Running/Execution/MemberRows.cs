using System.Reflection;

namespace IntegrityTests.Running.Execution;

/// <summary>Reads the static member that a <c>[MemberData]</c> names.</summary>
internal static class MemberRows
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    public static object? Read(Type type, string name, object?[] parameters)
    {
        if (type.GetProperty(name, Static) is { } property)
            return property.GetMethod!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
        if (type.GetField(name, Static) is { } field)
            return field.GetValue(null);
        var method = type.GetMethods(Static).FirstOrDefault(m => m.Name == name && m.GetParameters().Length == parameters.Length)
            ?? throw new InvalidOperationException(
                $"{type.Name} has no static property, field or method \"{name}\" that takes {parameters.Length} parameters.");
        return method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, parameters, null);
    }
}
