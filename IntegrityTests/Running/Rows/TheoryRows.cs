using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Running.Rows;

/// <summary>The rows that a method's data attributes name, read while they are pulled.</summary>
internal static class TheoryRows
{
    public static async IAsyncEnumerable<object?[]> ReadAsync(
        MethodInfo method, CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var attributes = method.GetCustomAttributes<DataAttribute>().ToList();
        if (attributes.Count == 0)
        {
            throw new InvalidOperationException(
                $"{method.Name} names no rows. Add [MemberData] with a member that returns a {nameof(RowSource)}.");
        }

        foreach (var attribute in attributes)
        {
            switch (Open(attribute, method))
            {
                case RowSource source:
                    await foreach (var row in source.Open(context, cancel).WithCancellation(cancel)) yield return row;
                    break;
                case IAsyncEnumerable<object[]> source:
                    await foreach (var row in source.WithCancellation(cancel)) yield return row;
                    break;
                case IEnumerable<object[]> source:
                    foreach (var row in source)
                    {
                        cancel.ThrowIfCancellationRequested();
                        yield return row;
                    }

                    break;
                default:
                    throw new InvalidOperationException(
                        $"The data of {method.Name} is not a sequence of object[]. "
                        + $"Return a {nameof(RowSource)} or an IEnumerable<object[]>.");
            }
        }
    }

    // MemberDataAttribute.GetData knows only synchronous sequences.
    private static object? Open(DataAttribute attribute, MethodInfo method) =>
        attribute is MemberDataAttribute member
            ? MemberRows.Read(member.MemberType ?? method.ReflectedType!, member.MemberName, member.Parameters ?? [])
            : attribute.GetData(method);
}

/// <summary>Reads the static member that a <c>[MemberData]</c> names.</summary>
internal static class MemberRows
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    public static object? Read(Type type, string name, object?[] parameters)
    {
        if (type.GetProperty(name, Static) is { } property)
            return property.GetMethod!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
        if (type.GetField(name, Static) is { } field) return field.GetValue(null);
        var method = type.GetMethods(Static).FirstOrDefault(m => m.Name == name && m.GetParameters().Length == parameters.Length)
            ?? throw new InvalidOperationException(
                $"{type.Name} has no static property, field or method \"{name}\" that takes {parameters.Length} parameters.");
        return method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, parameters, null);
    }
}
