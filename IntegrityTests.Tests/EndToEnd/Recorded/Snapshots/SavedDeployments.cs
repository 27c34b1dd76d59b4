using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>The recording, saved once; each test compares with a copy of what was saved.</summary>
public sealed class SavedDeployments : IAsyncLifetime
{
    private readonly RecordedDeployments _deployments = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("integrity-snapshots-").FullName;
    private readonly Lazy<Task<string>> _saved;
    private int _copies;

    public SavedDeployments() => _saved = new(SaveAsync);

    /// <inheritdoc/>
    public Task InitializeAsync() => _deployments.InitializeAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _deployments.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A deployment that is one test's own.</summary>
    internal Task<RecordedDeployment> DeployAsync() => _deployments.DeployAsync();

    /// <summary>A folder that is one test's own and does not exist yet.</summary>
    internal string NewFolder() => Path.Combine(_folder, $"copy-{Interlocked.Increment(ref _copies)}");

    /// <summary>A copy of what was saved of the healthy deployment, all projects of it.</summary>
    internal async Task<string> CopyAsync()
    {
        var saved = await _saved.Value;
        var copy = NewFolder();
        foreach (var file in Directory.EnumerateFiles(saved, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(saved, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private async Task<string> SaveAsync()
    {
        var folder = Path.Combine(_folder, "saved");
        await using var deployment = await _deployments.DeployAsync();
        var run = await deployment.Verification().Saving(folder).RunAsync();
        run.Should().FindExactly(("PAY004", Misconfigured.Id, $"project:{Misconfigured.Id}"));
        run.Should().Say("answers saved to");
        return folder;
    }
}
