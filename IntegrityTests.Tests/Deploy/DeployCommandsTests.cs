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

/// <summary>
/// The command of the Job, run as Kubernetes would run it in its pods. The last part and the merge are processes. Of the other parts the
/// shell says what it would start, and that is run in this process.
/// </summary>
[Collection(SampleCollection.Name)]
public sealed class DeployCommandsTests(SampleDeployments deployments)
{
    private const string Checks = "Category=Projects|Category=Users";

    [Fact]
    public async Task Eight_parts_and_their_merge_are_one_run()
    {
        using var folder = new TemporaryFolder();
        var deployment = await deployments.SmallAsync();
        var spec = KubernetesYaml.Deserialize<V1Job>(Repository.Read(DeployFile.Job), strict: true).Spec;
        var container = spec.Template.Spec.Containers.Single();
        var (last, merging) = (spec.Completions!.Value - 2, spec.Completions.Value - 1);

        // The one that merges comes last, so that it finds what it waits for.
        foreach (var index in Enumerable.Range(0, last)) (await RunHereAsync(index)).Should().BeGreen();
        var (lastCode, lastConsole) = await RunAsync(last);
        var (code, console) = await RunAsync(merging);

        lastCode.Should().Be(0, lastConsole);
        code.Should().Be(0, console);
        Directory.GetFiles(folder.Path, "findings.jsonl", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Path, Path.GetDirectoryName(file)!))
            .Should().BeEquivalentTo([.. Enumerable.Range(0, merging).Select(index => $"night-1/{index}"), "night-1-merged"]);

        async Task<SuiteResult> RunHereAsync(int index)
        {
            var (ended, told) = await RunAsync(index, "dotnet() { env -0; }\n");
            ended.Should().Be(0);
            var variables = told.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1]);
            Directory.CreateDirectory(variables["INTEGRITY_RESULTS"]);
            return await new SuiteCommand { Variables = variables, Filter = Checks }.RunAsync();
        }

        async Task<(int ExitCode, string Console)> RunAsync(int index, string before = "")
        {
            var start = new ProcessStartInfo(
                container.Command[0], container.Command.Skip(1).SkipLast(1).Append(before + Here(container.Command[^1])))
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

    // What these tests were built with instead of a release, the assembly, which starts faster than its project, and a few checks: of all
    // checks in shards, other tests are.
    private static string Here(string script) => script.Replace(
        "IntegrityTests -c Release --no-build --no-restore",
        $"\"{Checkout.SuiteAssembly}\" --filter \"{Checks}\"",
        StringComparison.Ordinal);
}
