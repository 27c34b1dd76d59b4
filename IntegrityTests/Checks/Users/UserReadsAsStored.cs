using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Users;

/// <summary>USR002: reading a user by id gives what its rows say.</summary>
[Check("USR002", Severity.Error, Category = "Users", IsPerRow = true)]
public sealed class UserReadsAsStored(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Users.InScope), MemberType = typeof(Sources.Users))]
    public Task Every_user_reads_as_stored(Project project, User user, CheckRow row, CancellationToken cancel) =>
        new UserLook(witnesses, row, project, user, Endpoints.User(user.Id), "the user against its rows").CompareAsync(
            (look, stored, store, response) =>
        {
            MirroredColumns.ShouldFit(
                look,
                project,
                store.Database!.Schema,
                UserColumns.Mirrored,
                user.Subject,
                (stored.MirroredProjectId, stored.MirroredBranchId));
            response.Should().BeOk();
            response.Should().Describe(new UserView(store.Database!.Schema, store.Config, store.ConfigGap).Of(stored));
        },
            cancel);
}
