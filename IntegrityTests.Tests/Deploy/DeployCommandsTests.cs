using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using IntegrityTests.Tests.Docs;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Sample;
using IntegrityTests.Tests.Running.Support;
using k8s;
using k8s.Models;
using Xunit;

namespace IntegrityTests.Tests.Deploy;

/// <summary>The command of the Job, run as Kubernetes would run it in its pods: nine processes, the last of which merges.</summary>
[Collection(SampleCollection.Name)]
public sealed class DeployCommandsTests(SampleDeployments deployments)
{
    [Fact]
    public async Task Eight_parts_and_their_merge_are_one_run()
    {
        using var folder = new TemporaryFolder();
        var deployment = await deployments.SmallAsync();
        var spec = KubernetesYaml.Deserialize<V1Job>(Repository.Read(DeployFile.Job), strict: true).Spec;
        var container = spec.Template.Spec.Containers.Single();
        var indexes = Enumerable.Range(0, spec.Completions!.Value).ToList();

        // Two at a time, as many as the machine has processors; the one that merges comes last, so that it finds what it waits for.
        var parts = new Dictionary<int, (int ExitCode, string Console)>();
        foreach (var pair in indexes.SkipLast(1).Chunk(2))
            foreach (var (index, ended) in await Task.WhenAll(pair.Select(async index => (index, await RunAsync(index)))))
                parts[index] = ended;
        var merge = await RunAsync(indexes[^1]);

        parts.Values.Should().OnlyContain(part => part.ExitCode == 0);
        merge.ExitCode.Should().Be(0, merge.Console);
        Directory.GetFiles(folder.Path, "findings.jsonl", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Path, Path.GetDirectoryName(file)!))
            .Should().BeEquivalentTo([.. indexes.SkipLast(1).Select(index => $"night-1/{index}"), "night-1-merged"]);

        async Task<(int ExitCode, string Console)> RunAsync(int index)
        {
            var start = new ProcessStartInfo(container.Command[0], container.Command.Skip(1).Select(Here))
            {
                WorkingDirectory = Checkout.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var name in start.Environment.Keys.Where(SuiteCommand.IsForeign).ToList()) start.Environment.Remove(name);
            foreach (var variable in container.Env.Where(variable => variable.Value is not null))
                start.Environment[variable.Name] = variable.Value;
            foreach (var variable in deployment.Variables) start.Environment[variable.Name] = variable.Value;
            start.Environment["RESULTS"] = folder.Path;
            start.Environment["INTEGRITY_RUN_ID"] = "night-1";
            start.Environment["JOB_COMPLETION_INDEX"] = index.ToString(CultureInfo.InvariantCulture);
            start.Environment["DOTNET_TC_CallCounting"] = "0";
            using var process = Process.Start(start)!;
            var console = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, string.Concat(console));
        }
    }

    // What these tests were built with instead of a release, and the assembly, which starts faster than its project.
    private static string Here(string script) => script
        .Replace("IntegrityTests -c Release --no-build --no-restore", $"\"{Checkout.SuiteAssembly}\"", StringComparison.Ordinal);
}
