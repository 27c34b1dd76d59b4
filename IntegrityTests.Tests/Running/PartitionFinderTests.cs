using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class PartitionFinderTests
{
    private readonly List<string> _printed = [];

    [Fact]
    public void Partitions_are_told_apart_by_key()
    {
        Find<Twice>().Select(partition => partition.Name).Should().Equal("Acme", "Other");
        _printed.Should().BeEmpty();
    }

    [Fact]
    public void A_configuration_that_throws_leaves_no_partitions_and_prints_no_secret()
    {
        Find<Throwing>().Should().BeEmpty();
        _printed.Should().Equal("One test case per check: the partitions could not be found (IOException).");
    }

    [Fact]
    public void A_configuration_that_cannot_be_made_leaves_no_partitions()
    {
        Find<NoConstructor>().Should().BeEmpty();
    }

    [Fact]
    public void A_configuration_that_does_not_answer_is_left_behind()
    {
        Find<Silent>(TimeSpan.FromMilliseconds(100)).Should().BeEmpty();
        _printed.Should().Equal("One test case per check: the partitions could not be found (there was no answer in 0.1 s).");
    }

    [Fact]
    public void An_assembly_without_configuration_has_no_partitions()
    {
        new PartitionFinder(_printed.Add).Of(typeof(PartitionFinderTests).Assembly).Should().BeEmpty();
    }

    private IReadOnlyList<CasePartition> Find<TConfiguration>(TimeSpan? deadline = null)
        where TConfiguration : IRunConfiguration =>
        new PartitionFinder(_printed.Add, deadline).Find(() => (IRunConfiguration)Construct.New(typeof(TConfiguration)));

    private abstract class Configuration : IRunConfiguration
    {
        public RunSettings Settings => new();

        public IReadOnlyList<CheckInfo> ChecksOf(Type type) => [];

        public abstract IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline);
    }

    private sealed class Twice : Configuration
    {
        public override IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline) =>
            [Cases.Partition("p1", "Acme"), Cases.Partition("p2", "Other"), Cases.Partition("p1", "Again")];
    }

    private sealed class Throwing : Configuration
    {
        public override IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline) => throw new IOException("password=s3cret");
    }

    private sealed class NoConstructor(int number) : Configuration
    {
        public override IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline) => [Cases.Partition($"{number}", "")];
    }

    private sealed class Silent : Configuration
    {
        public override IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline)
        {
            new ManualResetEvent(false).WaitOne(TimeSpan.FromMinutes(1));
            return [];
        }
    }
}
