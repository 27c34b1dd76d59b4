namespace IntegrityTests.Running;

/// <summary>Marks a class as one check. Every class with a <see cref="StreamingTheoryAttribute"/> needs it.</summary>
/// <param name="code">The check's stable code, such as <c>USR002</c>.</param>
/// <param name="severity">How bad it is when the check finds something.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CheckAttribute(string code, Severity severity) : Attribute
{
    /// <summary>The check's stable code; the value of the trait <c>Check</c>.</summary>
    public string Code { get; } = code;

    /// <summary>How bad it is when the check finds something.</summary>
    public Severity Severity { get; } = severity;

    /// <summary>The group the check belongs to; the value of the trait <c>Category</c>. Default: <c>General</c>.</summary>
    public string Category { get; set; } = "General";

    /// <summary>
    /// Whether it has one test case for the whole scope, however many partitions there are: its rows share work. Default: false.
    /// </summary>
    public bool IsOfWholeScope { get; set; }

    /// <summary>
    /// Whether it asks about each of its rows by itself, so that some of them can be left out, and say nothing about the others. Default:
    /// false; a check of lists or of rules runs whole.
    /// </summary>
    public bool IsPerRow { get; set; }
}

/// <summary>
/// Marks a class that stands for many checks. <see cref="IRunConfiguration.ChecksOf"/> lists them, and each gets one test case for the
/// whole scope. The source reads from <see cref="CaseContext.Check"/> which check it is opened for.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CheckCatalogueAttribute : Attribute;
