using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Tests.Docs;
using Json.Schema;
using k8s;
using k8s.Models;
using Xunit;
using YamlDotNet.Core;

namespace IntegrityTests.Tests.Deploy;

/// <summary>The files that others run the suite by: each keeps to the schema of its service, and holds no secret.</summary>
public sealed class DeployFilesTests
{
    private const string Verification = "dotnet test IntegrityTests -c Release --no-build --no-restore "
        + "--settings runsettings/ci.runsettings --results-directory \"$INTEGRITY_RESULTS\"";

    private static readonly Dictionary<string, JsonSchema> Schemas = new()
    {
        [DeployFile.GitHub] = Schema("github-workflow"),
        [DeployFile.GitLab] = Schema("gitlab-ci"),
        [DeployFile.Azure] = Schema("azure-pipelines"),
    };

    public static TheoryData<string> Pipelines => [.. Schemas.Keys];

    public static TheoryData<string> Files => [.. DeployFile.Yaml];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void A_pipeline_keeps_to_the_schema_of_its_service(string file) =>
        Mistakes(file, DeployFile.Json(file)).Should().BeEmpty();

    [Theory]
    [InlineData(DeployFile.GitHub, "runs-on", "run-on")]
    [InlineData(DeployFile.GitHub, "- cron: ", "- crons: ")]
    [InlineData(DeployFile.GitHub, "needs: part", "need: part")]
    [InlineData(DeployFile.GitLab, "parallel: 8", "parallel: eight")]
    [InlineData(DeployFile.GitLab, "when: always", "when: ever")]
    [InlineData(DeployFile.Azure, "dependsOn: part", "dependOn: part")]
    [InlineData(DeployFile.Azure, "timeoutInMinutes: 300", "timeout: 300")]
    [InlineData(DeployFile.Azure, "testResultsFormat: VSTest", "testResultsFormat: TRX")]
    public void A_slip_in_a_pipeline_does_not_keep_to_it(string file, string right, string slip)
    {
        var text = Repository.Read(file);
        text.Should().Contain(right);

        Mistakes(file, DeployFile.JsonOf(file, text.Replace(right, slip))).Should().NotBeEmpty();
    }

    [Fact]
    public void The_objects_of_Kubernetes_are_what_its_API_takes()
    {
        var job = Read<V1Job>(Repository.Read(DeployFile.Job));
        var cronJob = Read<V1CronJob>(Repository.Read(DeployFile.CronJob));
        var volume = Read<V1PersistentVolumeClaim>(Repository.Read(DeployFile.Volume));

        (job.ApiVersion, job.Kind).Should().Be(("batch/v1", "Job"));
        (cronJob.ApiVersion, cronJob.Kind).Should().Be(("batch/v1", "CronJob"));
        (volume.ApiVersion, volume.Kind).Should().Be(("v1", "PersistentVolumeClaim"));
        volume.Spec.AccessModes.Should().Equal("ReadWriteMany");
        job.Spec.Template.Spec.Volumes.Single(one => one.Name == "results").PersistentVolumeClaim.ClaimName.Should().Be(volume.Name());
    }

    [Theory]
    [InlineData("restartPolicy", "restartsPolicy")]
    [InlineData("completions: 9", "completions: nine")]
    [InlineData("readOnlyRootFilesystem", "readOnlyRootFileSystem")]
    public void A_slip_in_an_object_of_Kubernetes_is_refused(string right, string slip)
    {
        var text = Repository.Read(DeployFile.Job);
        text.Should().Contain(right);

        var reading = () => Read<V1Job>(text.Replace(right, slip));

        reading.Should().Throw<YamlException>();
    }

    [Fact]
    public void The_Job_of_every_night_is_the_one_that_is_started_by_hand() =>
        DeployFile.Json(DeployFile.CronJob)["spec"]!["jobTemplate"]!["spec"]!.ToJsonString()
            .Should().Be(DeployFile.Json(DeployFile.Job)["spec"]!.ToJsonString());

    [Fact]
    public void The_Job_has_a_pod_for_each_part_and_one_that_merges_and_none_of_them_ends_the_others()
    {
        var job = Read<V1Job>(Repository.Read(DeployFile.Job)).Spec;
        var shards = job.Template.Spec.Containers.Single().Env.Single(one => one.Name == "INTEGRITY_SHARDS").Value;

        job.CompletionMode.Should().Be("Indexed");
        job.Completions.Should().Be(int.Parse(shards, System.Globalization.CultureInfo.InvariantCulture) + 1);
        job.Parallelism.Should().Be(job.Completions, "the one that merges waits for the others");
        (job.BackoffLimitPerIndex, job.MaxFailedIndexes).Should().Be((0, job.Completions));
    }

    [Fact]
    public void A_pod_is_not_root_and_writes_only_its_results_and_temporary_files()
    {
        var pod = Read<V1Job>(Repository.Read(DeployFile.Job)).Spec.Template.Spec;
        var container = pod.Containers.Single();

        pod.SecurityContext.RunAsNonRoot.Should().BeTrue();
        pod.AutomountServiceAccountToken.Should().BeFalse();
        container.SecurityContext.ReadOnlyRootFilesystem.Should().BeTrue();
        container.SecurityContext.AllowPrivilegeEscalation.Should().BeFalse();
        container.SecurityContext.Capabilities.Drop.Should().Equal("ALL");
        container.VolumeMounts.Select(mount => mount.MountPath).Should().Equal("/results", "/tmp");
    }

    [Fact]
    public void The_image_is_built_before_it_is_used_by_somebody_who_is_not_root()
    {
        var lines = Repository.Read("deploy/Dockerfile").Split('\n');

        lines.Should().Contain(line => line.StartsWith("FROM mcr.microsoft.com/dotnet/sdk:10.0"));
        lines.Last(line => line.StartsWith("USER ")).Should().Be("USER $APP_UID");
        Array.FindIndex(lines, line => line.Contains("dotnet build"))
            .Should().BePositive().And.BeLessThan(Array.FindIndex(lines, line => line.StartsWith("USER ")));
        lines.Single(line => line.StartsWith("ENTRYPOINT ")).Replace("\\\"", "\"").Should().Contain(Verification);
    }

    [Fact]
    public void All_of_them_verify_and_merge_by_the_same_command() =>
        DeployFile.Yaml.Except([DeployFile.Volume]).SelectMany(file => Commands(Repository.Read(file)))
            .Should().HaveCount(8).And.OnlyContain(command => command == Verification);

    [Theory]
    [InlineData(DeployFile.GitHub, "if")]
    [InlineData(DeployFile.Azure, "condition")]
    public void A_merge_runs_whatever_became_of_the_parts(string file, string member)
    {
        var jobs = DeployFile.Json(file)["jobs"]!;
        var merge = jobs is JsonArray list ? list.Single(job => job!["job"]!.ToString() == "merge")! : jobs["merge"]!;

        merge[member]!.ToString().Should().Be("always()");
    }

    [Fact]
    public void A_merge_of_GitLab_runs_whatever_became_of_the_parts() =>
        DeployFile.Json(DeployFile.GitLab)["merge"]!["when"]!.ToString().Should().Be("always");

    [Theory]
    [MemberData(nameof(Files))]
    public void No_file_holds_a_secret(string file)
    {
        var secrets = Variables.All.Where(variable => variable.IsSecret).Select(variable => variable.Name).Append("INTEGRITY_API_URL");

        foreach (var (name, value) in DeployFile.Settings(DeployFile.Json(file)).Where(setting => secrets.Contains(setting.Name)))
            value.Should().BeOneOf($"${{{{ secrets.{name} }}}}", $"$({name})");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_option_in_a_file_exists(string file)
    {
        // Those by which parts are told apart and put together.
        string[] ofParts = ["INTEGRITY_SHARDS", "INTEGRITY_MERGE", "INTEGRITY_RUN_ID"];
        var known = Variables.All.Select(variable => variable.Name).Concat(ofParts);

        System.Text.RegularExpressions.Regex.Matches(Repository.Read(file), "INTEGRITY_[A-Z_]+").Select(match => match.Value)
            .Should().BeSubsetOf(known);
    }

    private static IEnumerable<string> Commands(string text) => text.Split('\n')
        .Where(line => line.Contains("dotnet test", StringComparison.Ordinal))
        .Select(line => line[line.IndexOf("dotnet test", StringComparison.Ordinal)..].Replace(" || code=$?", "").Trim());

    private static T Read<T>(string yaml) => KubernetesYaml.Deserialize<T>(yaml, strict: true);

    private static JsonSchema Schema(string name) =>
        JsonSchema.FromText(Repository.Read($"IntegrityTests.Tests/Deploy/Schemas/{name}.json"));

    private static IEnumerable<string> Mistakes(string file, JsonNode json)
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List };
        var result = Schemas[file].Evaluate(JsonSerializer.SerializeToElement(json), options);
        return result.IsValid ? [] : (result.Details ?? [])
            .Where(detail => detail.Errors is not null)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")
            .DefaultIfEmpty("invalid");
    }
}
