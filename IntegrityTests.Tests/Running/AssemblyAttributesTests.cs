using System.Reflection;
using System.Reflection.Emit;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class AssemblyAttributesTests
{
    private static readonly Assembly Marked = WithAttributes();

    [Fact]
    public void The_configuration_gives_settings()
    {
        RunDefinition.Of(Marked).ReadSettings().Concurrency.Should().Be(7);
    }

    [Fact]
    public void The_configuration_lists_the_checks_of_a_catalogue()
    {
        RunDefinition.Of(Marked).ChecksOf(typeof(string)).Should().ContainSingle().Which.Code.Should().Be("LST001");
    }

    [Fact]
    public void The_configuration_gives_partitions_and_is_asked_once()
    {
        var finder = new PartitionFinder(_ => { });

        var found = finder.Of(Marked);

        found.Should().ContainSingle().Which.Key.Should().Be("p1");
        finder.Of(Marked).Should().BeSameAs(found);
    }

    private static AssemblyBuilder WithAttributes()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Marked"), AssemblyBuilderAccess.Run);
        assembly.SetCustomAttribute(Attribute(typeof(RunConfigurationAttribute), typeof(Configuration)));
        return assembly;
    }

    private static CustomAttributeBuilder Attribute(Type attribute, Type argument) =>
        new(attribute.GetConstructor([typeof(Type)])!, [argument]);

    public sealed class Configuration : IRunConfiguration
    {
        public RunSettings Settings => new() { Concurrency = 7 };

        public IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline) => [Cases.Partition("p1", "Acme")];

        public IReadOnlyList<CheckInfo> ChecksOf(Type type) => [new("LST001", Severity.Error, "Listed", $"A rule of {type.Name}")];
    }
}
