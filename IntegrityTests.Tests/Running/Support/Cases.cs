using System.Reflection;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>Makes test cases without xUnit's discovery.</summary>
internal static class Cases
{
    public static StreamingTheoryCase Of(Type check, CasePartition? partition = null, int order = 0) =>
        new(new SpyBus(), TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, Method(check), partition, order);

    public static CasePartition Partition(string key, string name, params (string Name, string Value)[] traits) =>
        new(key, name, traits.ToDictionary(trait => trait.Name, trait => trait.Value));

    public static TestMethod Method(Type check, Assembly? assembly = null)
    {
        var method = check.GetMethods().Single(candidate => candidate.IsDefined(typeof(FactAttribute)));
        var testAssembly = new TestAssembly(Reflector.Wrap(assembly ?? check.Assembly));
        var collection = new TestCollection(testAssembly, null, check.Name);
        return new TestMethod(new TestClass(collection, Reflector.Wrap(check)), Reflector.Wrap(method));
    }

    public static IReadOnlyList<IXunitTestCase> Discover(Type check, params IReadOnlyList<CheckInfo> listed) =>
        [.. new StreamingTheoryDiscoverer(new SpyBus(), _ => listed, _ => []).Discover(new NoOptions(), Method(check), FactOf(check))];

    private static IAttributeInfo FactOf(Type check) => Method(check).Method.GetCustomAttributes(typeof(FactAttribute)).Single();
}
