using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Running;

#pragma warning disable xUnit1000, xUnit1003, xUnit1006 // Theories that are wrong on purpose.
public sealed class DiscoveryTests
{
    private static readonly CheckInfo[] Listed =
        [new("LST001", Severity.Error, "Listed", "The first rule"), new("LST002", Severity.Warning, "Listed", "The second rule")];

    [Fact]
    public void A_check_without_partitions_has_one_case()
    {
        var found = Cases.Discover(typeof(ScriptedCheck)).Should().ContainSingle().Subject;

        found.DisplayName.Should().Be("TST001 Every number is fine");
        found.Traits.Should().BeEquivalentTo(new Dictionary<string, List<string>> { ["Check"] = ["TST001"], ["Category"] = ["Scripted"] });
    }

    [Fact]
    public void A_partition_gives_its_case_name_and_traits()
    {
        var partition = Cases.Partition("6fbb", "Ac\nme\u0001", ("Project", "6fbb"), ("ProjectName", "Ac\nme"));

        var found = Cases.Of(typeof(ScriptedCheck), partition);

        found.DisplayName.Should().Be("TST001 Every number is fine [Ac\\nme\\u0001, 6fbb]");
        found.Traits["Project"].Should().Equal("6fbb");
        found.Traits["ProjectName"].Should().Equal("Ac\\nme");
        found.Traits["Check"].Should().Equal("TST001");
    }

    [Fact]
    public void Cases_of_different_partitions_have_different_ids()
    {
        var one = Cases.Of(typeof(ScriptedCheck), Cases.Partition("p1", "same name"));
        var other = Cases.Of(typeof(ScriptedCheck), Cases.Partition("p2", "same name"));

        one.UniqueID.Should().NotBe(other.UniqueID);
        one.UniqueID.Should().Be(Cases.Of(typeof(ScriptedCheck), Cases.Partition("p1", "new name")).UniqueID);
    }

    [Fact]
    public void A_case_survives_serialisation()
    {
        var original = Cases.Of(typeof(ScriptedCheck), Cases.Partition("p1", "Acme", ("Project", "p1"), ("Size", "big")), order: 3);

        var copy = SerializationHelper.Deserialize<StreamingTheoryCase>(SerializationHelper.Serialize(original));

        copy.Should().BeEquivalentTo(new { original.DisplayName, original.UniqueID, original.Traits, Order = 3 });
        copy.Partition.Should().BeEquivalentTo(original.Partition);
    }

    [Fact]
    public void A_catalogue_gives_a_case_for_each_of_its_checks_whatever_the_partitions()
    {
        var found = Cases.Discover(typeof(ListedChecks), Listed);

        found.Select(one => one.DisplayName).Should().Equal("LST001 The first rule", "LST002 The second rule");
        found[1].Traits.Should().BeEquivalentTo(new Dictionary<string, List<string>> { ["Check"] = ["LST002"], ["Category"] = ["Listed"] });
        found.Select(one => one.UniqueID).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_case_of_a_catalogue_survives_serialisation()
    {
        var original = Cases.Discover(typeof(ListedChecks), Listed)[1];

        var copy = SerializationHelper.Deserialize<StreamingTheoryCase>(SerializationHelper.Serialize(original));

        copy.Should().BeEquivalentTo(new { original.DisplayName, original.UniqueID, original.Traits });
    }

    [Fact]
    public void A_case_without_partition_survives_serialisation()
    {
        var original = Cases.Of(typeof(ScriptedCheck));

        var copy = SerializationHelper.Deserialize<StreamingTheoryCase>(SerializationHelper.Serialize(original));

        copy.UniqueID.Should().Be(original.UniqueID);
        copy.Partition.Should().BeNull();
    }

    [Theory]
    [InlineData(typeof(Unmarked), "Unmarked has a streaming theory but is not a check.*")]
    [InlineData(typeof(Blank), "The ?Check] of Blank has a blank code or category.*")]
    [InlineData(typeof(GenericTheory), "Runs is generic*")]
    [InlineData(typeof(AsyncVoid), "Runs is async void*")]
    [InlineData(typeof(ReturnsNumber), "Runs returns Int32*")]
    public async Task A_theory_that_cannot_run_says_why(Type check, string message)
    {
        var found = Cases.Discover(check).Should().ContainSingle().Subject;
        var bus = new SpyBus();
        using var stop = new CancellationTokenSource();

        await found.RunAsync(bus, bus, [], new ExceptionAggregator(), stop);

        bus.Results.Single().Text.Should().Match(message);
    }

    private sealed class Unmarked
    {
        [StreamingTheory]
        public void Runs()
        {
        }
    }

    [Check(" ", Severity.Error)]
    private sealed class Blank
    {
        [StreamingTheory]
        public void Runs()
        {
        }
    }

    [Check("TST003", Severity.Error)]
    private sealed class GenericTheory
    {
        [StreamingTheory]
        public void Runs<T>(T value) => value.Should().NotBeNull();
    }

    [Check("TST003", Severity.Error)]
    private sealed class AsyncVoid
    {
        [StreamingTheory]
        public async void Runs() => await Task.Yield();
    }

    [Check("TST003", Severity.Error)]
    private sealed class ReturnsNumber
    {
        [StreamingTheory]
        public int Runs() => 7;
    }

    [CheckCatalogue]
    private sealed class ListedChecks
    {
        [StreamingTheory]
        public static Task Rule_holds() => Task.CompletedTask;
    }
}
