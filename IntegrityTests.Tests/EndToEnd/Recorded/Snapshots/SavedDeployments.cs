using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>The recording with copies of projects to change, saved once; each test compares with a copy of what was saved.</summary>
public sealed class SavedDeployments : IDisposable
{
    /// <summary>The key of the hashes.</summary>
    internal const string Key = "k4n4ry-0f-th3-sn4psh0t-k3y";

    /// <summary>A secret that <see cref="WithSecret"/> has in its config.</summary>
    internal const string Secret = "c4n4ry-s3cr3t";

    internal static readonly ProjectCopy Changed = new(Granting.Id, "many changes");
    internal static readonly ProjectCopy OtherUsers = new(Granting.Id, "deleted and added users");
    internal static readonly ProjectCopy Deleted = new(Granting.Id, "deleted project");
    internal static readonly ProjectCopy Added = new(Restricting.Id, "added project");
    internal static readonly ProjectCopy WithSecret = new(Granting.Id, "changed secret");

    private readonly RecordedDeployments _deployments = new([Changed, OtherUsers, Deleted, Added, WithSecret]);
    private readonly string _folder = Directory.CreateTempSubdirectory("integrity-snapshots-").FullName;
    private readonly Lazy<Task<string>> _saved;
    private readonly Lazy<Task<ChangedRun>> _changed;
    private int _copies;

    public SavedDeployments()
    {
        _saved = new(SaveAsync);
        _changed = new(() => ChangedRun.CompareAsync(this));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A comparison of a deployment in which all copies are changed, made once.</summary>
    internal Task<ChangedRun> ChangedAsync() => _changed.Value;

    /// <summary>A deployment that is one test's own.</summary>
    internal async Task<RecordedDeployment> DeployAsync()
    {
        var deployment = await _deployments.DeployAsync();
        deployment.Answers.ChangeConfig(WithSecret.Id, config => config["emails"] = new JsonObject { ["password"] = Secret });
        return deployment;
    }

    /// <summary>A run that saves.</summary>
    internal static SuiteCommand Saving(RecordedDeployment deployment, string folder, params string[] projects) =>
        (deployment.Verification(projects) with { Filter = SuiteCommand.ReadsOfApi })
            .Saving(folder).With("INTEGRITY_SNAPSHOT_KEY", Key);

    /// <summary>A run that compares with what was saved.</summary>
    internal static SuiteCommand Comparing(RecordedDeployment deployment, string folder, params string[] projects) =>
        (deployment.Verification(projects) with { Filter = SuiteCommand.ReadsOfApi })
            .Comparing(folder).With("INTEGRITY_SNAPSHOT_KEY", Key);

    /// <summary>A folder that is one test's own and does not exist yet.</summary>
    internal string NewFolder() => Path.Combine(_folder, $"copy-{Interlocked.Increment(ref _copies)}");

    /// <summary>A copy of what was saved of the healthy deployment, all projects of it.</summary>
    internal async Task<string> CopyAsync()
    {
        var copy = NewFolder();
        SnapshotCommands.Copy(await _saved.Value, copy);
        return copy;
    }

    private async Task<string> SaveAsync()
    {
        var folder = Path.Combine(_folder, "saved");
        await using var deployment = await DeployAsync();
        var run = await Saving(deployment, folder).RunAsync();
        run.Should().FindExactly(("PAY004", Misconfigured.Id, $"project:{Misconfigured.Id}"));
        run.Should().Say("answers saved to");
        return folder;
    }
}
