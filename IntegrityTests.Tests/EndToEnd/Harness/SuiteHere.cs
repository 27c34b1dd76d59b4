using System.Reflection;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>
/// Runs the suite in this process: its own framework discovers and runs the cases of its assembly, all of it but what <c>dotnet test</c>
/// adds. Starting a process and compiling all code in it again costs seconds of processor time, which hundreds of assertions need not pay.
/// </summary>
/// <param name="variables">What the suite sees of the environment.</param>
internal sealed class SuiteHere(IReadOnlyDictionary<string, string> variables)
{
    private static readonly Assembly Assembly = typeof(Suite).Assembly;

    private static readonly IReadOnlyList<MethodInfo> Theories =
    [
        .. from type in Assembly.GetTypes()
           from method in type.GetMethods()
           where method.IsDefined(typeof(StreamingTheoryAttribute))
           orderby type.FullName
           select method,
    ];

    private readonly Suite _suite = new(() => IntegrityOptions.Parse(variables, ProcessEnvironment.BaseDirectory()));
    private readonly List<string> _printed = [];

    /// <summary>The names of all cases.</summary>
    public IReadOnlyList<string> Cases()
    {
        using var bus = new SpyBus();
        return [.. Discover(bus).Select(one => one.DisplayName)];
    }

    /// <summary>Runs the cases that a filter lets through.</summary>
    /// <param name="filter">As <c>--filter</c> has it: names of traits with values, with | and &amp; between them; null: all cases.</param>
    /// <param name="folder">Where the run writes its results.</param>
    public async Task<SuiteResult> RunAsync(string? filter, string folder)
    {
        using var bus = new SpyBus();
        // Discovery waits for the database, and reading the options for files.
        await Task.Run(async () =>
        {
            var cases = Discover(bus).Where(one => filter is null || Chooses(filter, one)).ToList();
            var (assembly, definition) = (new TestAssembly(Reflector.Wrap(Assembly)), RunDefinition.Of(_suite));
            using var runner = new StreamingAssemblyRunner(
                assembly, cases, bus, bus, new NoOptions(), definition, new OutputChannel(Print));
            await runner.RunAsync();
        });
        var results = bus.Results.Select(result => new TestOutcome(
            result.Name,
            result.Kind switch { "failed" => "Failed", "skipped" => "NotExecuted", _ => "Passed" },
            result.Text,
            result.Output)).ToList();
        var isGreen = results.Exists(result => result.Outcome == "Passed") && !results.Exists(result => result.Outcome == "Failed");
        var console = string.Join('\n', [.. _printed, .. results.Where(result => result.Message.Length > 0).Select(Line)]);
        return SuiteResult.Read(isGreen ? 0 : 1, console, folder) with { Outcomes = results };
    }

    private static string Line(TestOutcome result) => $"{result.Outcome} {result.Name}\n{result.Message}";

    private static bool Chooses(string filter, IXunitTestCase one) => filter.Split('|').Any(any => any.Split('&').All(term =>
        term.Split('=') is [var name, var value] ? one.Traits.GetValueOrDefault(name)?.Contains(value) == true
            : throw new ArgumentException($"\"{term}\" is not understood here: use a process of its own.", nameof(filter))));

    private IEnumerable<IXunitTestCase> Discover(SpyBus bus)
    {
        var assembly = new TestAssembly(Reflector.Wrap(Assembly));
        var partitions = Partitions();
        var discoverer = new StreamingTheoryDiscoverer(bus, _suite.ChecksOf, _ => partitions);
        return Theories.SelectMany(method =>
        {
            var collection = new TestCollection(assembly, null, method.DeclaringType!.Name);
            var tested = new TestMethod(new TestClass(collection, Reflector.Wrap(method.DeclaringType)), Reflector.Wrap(method));
            return discoverer.Discover(new NoOptions(), tested, tested.Method.GetCustomAttributes(typeof(FactAttribute)).Single());
        });
    }

    private IReadOnlyList<CasePartition> Partitions() => new PartitionFinder(Print).Find(() => _suite);

    private void Print(string text)
    {
        lock (_printed) _printed.Add(text);
    }
}
