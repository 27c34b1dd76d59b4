using IntegrityTests.Deployment;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Users;

/// <summary>USR002: reading a user by id gives what its rows say.</summary>
[Check("USR002", Severity.Error, Category = "Users")]
public sealed class UserReadsAsStored(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Users.InScope), MemberType = typeof(Sources.Users))]
    public Task Every_user_reads_as_stored(Project project, User user, CancellationToken cancel) =>
        new UserLook(witnesses, project, user, Endpoints.User(user.Id), "the user against its rows").CompareAsync(
            (stored, store, response) =>
        {
            ShouldMirrorItsTenancy(project, stored);
            response.Should().BeOk();
            response.Should().Describe(new UserView(store.Database!.Schema, store.Config).Of(stored));
        },
            cancel);

    private static void ShouldMirrorItsTenancy(Project project, StoredUser stored)
    {
        if (stored.MirroredProjectId != project.Id)
            Findings.Report(
                project, $"user:{stored.Id}", "mirroredProjectId is not the project of its tenancy", project.Id, stored.MirroredProjectId);
        if (stored.MirroredBranchId != Project.DefaultBranch)
            Findings.Report(
                project, $"user:{stored.Id}", "mirroredBranchId is not the branch of its tenancy", Project.DefaultBranch, stored.MirroredBranchId);
    }
}
