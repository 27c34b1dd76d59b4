using System.Reflection;

namespace IntegrityTests.Running;

/// <summary>A check, as its <see cref="CheckAttribute"/> or its catalogue describes it.</summary>
/// <param name="Code">The check's stable code.</param>
/// <param name="Severity">How bad a finding of this check is.</param>
/// <param name="Category">The group the check belongs to.</param>
/// <param name="Title">The name of its test case; null: the name of its method.</param>
public sealed record CheckInfo(string Code, Severity Severity, string Category, string? Title = null)
{
    /// <summary>As <see cref="CheckAttribute.IsPerRow"/>. Default: false.</summary>
    public bool IsPerRow { get; init; }

    /// <summary>Reads the attribute of a check's class.</summary>
    /// <exception cref="InvalidOperationException">The class has no attribute, or one with a blank code or category.</exception>
    public static CheckInfo Of(Type type)
    {
        var attribute = type.GetCustomAttribute<CheckAttribute>(inherit: false)
            ?? throw new InvalidOperationException(
                $"{type.Name} has a streaming theory but is not a check. Put "
                + "[Check(\"ABC001\", Severity.Error, Category = \"...\")] on the class.");
        if (string.IsNullOrWhiteSpace(attribute.Code) || string.IsNullOrWhiteSpace(attribute.Category))
            throw new InvalidOperationException($"The [Check] of {type.Name} has a blank code or category. Give both, such as \"ABC001\".");
        return new CheckInfo(attribute.Code, attribute.Severity, attribute.Category) { IsPerRow = attribute.IsPerRow };
    }
}
