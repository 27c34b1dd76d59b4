using FluentAssertions;
using IntegrityTests.Continuation;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.Running.Support;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Sources;

public sealed class ShardFolderTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_folder_of_what_was_verified_belongs_to_one_shard()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        using var folder = new TemporaryFolder();

        await OpenAsync(sample, folder.Path, new Shard(1, 2));
        await OpenAsync(sample, folder.Path, new Shard(1, 2));
        var another = () => OpenAsync(sample, folder.Path, new Shard(2, 2));
        var whole = () => OpenAsync(sample, folder.Path, Shard.Whole);

        await another.Should().ThrowAsync<NotVerifiedException>().WithMessage("*of another deployment or shard*shard 1/2*shard 2/2*");
        await whole.Should().ThrowAsync<NotVerifiedException>();
    }

    private static async Task OpenAsync(ServedSample sample, string folder, Shard shard)
    {
        IntegrityOptions? options = null;
        var settings = sample.Settings(given => options = given with { Shard = shard, CoverageDirectory = folder });
        using var run = new Run(settings, TimeProvider.System);
        (await Continuing.OpenAsync(options!, run)).Dispose();
        await run.Fixtures.DisposeAsync();
    }
}
