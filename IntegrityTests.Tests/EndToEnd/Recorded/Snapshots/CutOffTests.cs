using System.Diagnostics;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>A run that is cut off while it saves leaves what was saved before, and nothing that could be taken for a snapshot.</summary>
public sealed class CutOffTests(SavedDeployments deployments) : IClassFixture<SavedDeployments>
{
    [FactRequiringFacts]
    public Task By_kill_9() => LeavesThePreviousSnapshotAsync(process =>
    {
        process.Kill(entireProcessTree: true);
        return Task.CompletedTask;
    });

    [FactRequiringFacts]
    public Task By_ctrl_c() => LeavesThePreviousSnapshotAsync(ProcessTree.InterruptAsync);

    [FactRequiringFacts]
    public async Task By_a_server_that_dies()
    {
        var folder = await deployments.CopyAsync();
        var before = SnapshotCommands.Contents(folder);
        await using var deployment = await deployments.DeployAsync();
        var asked = 0;
        deployment.Api.Intercept = context =>
        {
            if (Interlocked.Increment(ref asked) < 60) return Task.FromResult(false);
            context.Abort();
            return Task.FromResult(true);
        };

        var run = await deployment.Verification(Eleven.Id).Saving(folder).RunAsync();

        run.Should().BeRed();
        run.Should().Say("The snapshot was not saved: the run did not get to its end.");
        SnapshotCommands.Contents(folder).Should().BeEquivalentTo(before);
    }

    [FactRequiringFacts]
    public async Task By_a_disk_that_is_full()
    {
        const int Megabyte = 1 << 20;
        var folder = await deployments.CopyAsync();
        var before = SnapshotCommands.Contents(folder);
        await using var deployment = await deployments.DeployAsync();
        var text = new string('x', 4 * Megabyte);
        await deployment.DamageAsync(
            $"""UPDATE "ProjectUser" SET "serverMetadata" = jsonb_build_object('a', repeat('x', {text.Length})) WHERE "projectUserId" = '{Eleven.PlainUser}'""");
        deployment.Answers.ChangeUser(Eleven.Id, Eleven.PlainUser, user => user["server_metadata"] = new JsonObject { ["a"] = text });

        var run = await (deployment.Verification(Eleven.Id).Saving(folder) with { LongestFile = 2 * Megabyte }).RunAsync();

        run.Should().BeRed();
        run.Should().Say($"The snapshot cannot be written to {folder}: ", "Make room, or set INTEGRITY_SNAPSHOT_DIR to another folder.");
        run.Findings.Findings.Should().BeEmpty();
        SnapshotCommands.Contents(folder).Should().BeEquivalentTo(before);
        Directory.Exists(Path.Combine(folder, ".saving")).Should().BeFalse();
    }

    private async Task LeavesThePreviousSnapshotAsync(Func<Process, Task> cutOff)
    {
        var folder = await deployments.CopyAsync();
        var before = SnapshotCommands.Contents(folder);
        await using var deployment = await deployments.DeployAsync();
        var underway = new TaskCompletionSource();
        var asked = 0;
        deployment.Api.Intercept = async context =>
        {
            if (Interlocked.Increment(ref asked) < 60) return false;
            underway.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return true;
        };
        var command = deployment.Verification(Eleven.Id).Saving(folder) with { IsInterruptible = true };

        var run = await command.RunAsync(async process =>
        {
            await underway.Task;
            await cutOff(process);
        });

        run.ExitCode.Should().NotBe(0);
        SnapshotCommands.Contents(folder).Should().BeEquivalentTo(before);

        deployment.Api.Intercept = _ => Task.FromResult(false);
        (await deployment.Verification(Eleven.Id).Comparing(folder).RunAsync()).Should().BeGreen();
        Directory.Exists(Path.Combine(folder, ".saving")).Should().BeFalse("what the dead run left is removed");
    }
}
