using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Traces;

/// <summary>What a run tells of personal data where an operator asks for it.</summary>
[Collection(RecordedCollection.Name)]
public sealed class PersonalDataTests(RecordedDeployments deployments)
{
    [Fact]
    public async Task Personal_data_is_told_where_it_is_asked_for_and_secrets_never()
    {
        await using var deployment = await deployments.DeployAsync();
        await Canary.PlantAsync(deployment, Granting.Id, Granting.Tenancy);
        var command = deployment.Verification(Granting.Id).With("INTEGRITY_PERSONAL_DATA", "show");

        var run = await (command with { Arguments = SuiteCommand.PrintAll, IsAtServices = true }).RunAsync();

        run.Findings.Text.Should().Contain(Canary.Name);
        run.Report.Should().Contain(Canary.Name);
        foreach (var text in run.Texts) text.Should().NotContainAny(Canary.Secrets);
    }
}
