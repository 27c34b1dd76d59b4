using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class DefaultsTests
{
    private static readonly IntegrityOptions Options = Given.Options();

    [Fact]
    public void Without_variables_the_sample_deployment_is_verified()
    {
        Options.UsesSample.Should().BeTrue();
        Options.Database.Should().BeNull();
        Options.ApiUrl.Should().BeNull();
        Options.AdminKey.Should().BeNull();
        Options.Fallbacks.Should().BeEmpty();
        Options.Secrets.Should().BeEmpty();
        Options.StripeKey.Should().BeNull();
        Options.StripeUrl.Should().Be(new Uri("https://api.stripe.com/"));
    }

    [Fact]
    public void A_primary_is_not_allowed() => Options.AllowPrimary.Should().BeFalse();

    [Fact]
    public void The_scope_is_everything()
    {
        Options.Projects.Should().BeEmpty();
        Options.StartAt.Should().Be(1);
        Options.Count.Should().BeNull();
        Options.RecentFirst.Should().BeFalse();
        Options.SkipNeon.Should().BeFalse();
        Options.SkipUsers.Should().BeFalse();
        Options.MaxUsersPerProject.Should().BeNull();
        Options.Shard.Should().Be(new Shard(1, 1));
    }

    [Fact]
    public void The_pace_is_16_requests_in_flight_with_30_seconds_each()
    {
        Options.Concurrency.Should().Be(16);
        Options.FindsConcurrency.Should().BeFalse();
        Options.MaxRequestsPerSecond.Should().BeNull();
        Options.MaxLag.Should().BeNull();
        Options.Timeout.Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void The_deployments_clock_is_this_machines()
    {
        Options.Clock.Should().BeNull();
    }

    [Fact]
    public void Only_errors_make_the_run_red_and_personal_data_is_hidden()
    {
        Options.FailOn.Should().Be(RedFrom.Error);
        Options.ShowPersonalData.Should().BeFalse();
    }

    [Fact]
    public void Results_go_to_the_solution()
    {
        Options.ResultsDirectory.Should().Be(Path.Combine(Given.Folder, "TestResults", "integrity"));
    }

    [Fact]
    public void Nothing_is_saved_or_compared()
    {
        Options.Snapshots.Should().Be(SnapshotMode.Off);
        Options.SnapshotDirectory.Should().BeNull();
        Options.SnapshotFolder().Should().EndWith(Path.Combine("snapshots", "sample"));
        Options.SnapshotDigests.Should().BeFalse();
        Options.SnapshotIgnore.Should().BeEmpty();
        Options.SnapshotKey.Should().BeNull();
        Options.SnapshotImport.Should().BeNull();
    }

    [Theory]
    [InlineData("https://api.example.com", "api.example.com")]
    [InlineData("http://localhost:8102", "localhost_8102")]
    public void Snapshots_of_a_deployment_are_in_a_folder_of_its_host(string url, string folder) =>
        Given.Options(Given.Target[0], Given.Target[2], ("INTEGRITY_API_URL", url)).SnapshotFolder()
            .Should().EndWith(Path.Combine("snapshots", folder));

    [Fact]
    public void No_finding_is_known_and_no_invariant_added()
    {
        Options.InvariantsDirectory.Should().BeNull();
        Options.BaselineFile.Should().BeNull();
        Options.WritesBaseline.Should().BeFalse();
        Options.RepairFile.Should().BeNull();
    }

    [Fact]
    public void A_record_made_in_code_has_the_same_defaults()
    {
        new IntegrityOptions { ResultsDirectory = Options.ResultsDirectory }.Should().BeEquivalentTo(Options);
    }

    [Fact]
    public void An_empty_value_counts_as_not_set()
    {
        var empty = Variables.All.Select(variable => (variable.Name, "")).ToArray();

        Given.Options(empty).Should().BeEquivalentTo(Options);
    }
}
