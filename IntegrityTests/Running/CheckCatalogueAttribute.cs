namespace IntegrityTests.Running;

/// <summary>
/// Marks a class that stands for many checks. <see cref="IRunConfiguration.ChecksOf"/> lists them, and each gets one test case over the
/// whole scope; the source learns which one it is for from <see cref="CaseContext.Check"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CheckCatalogueAttribute : Attribute;
