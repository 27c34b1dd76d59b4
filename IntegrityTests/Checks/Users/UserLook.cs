using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.Users;

/// <summary>
/// What the checks of one user have in common: ask, compare with the rows, and look again before saying that something is wrong.
/// </summary>
/// <param name="witnesses">The deployment.</param>
/// <param name="row">The row of the check.</param>
/// <param name="project">The user's project.</param>
/// <param name="user">The user.</param>
/// <param name="endpoint">What to ask.</param>
/// <param name="comparison">What is left out when the user's rows cannot be read.</param>
internal sealed class UserLook(Witnesses witnesses, CheckRow row, Project project, User user, string endpoint, string comparison)
{
    /// <summary>Asks and compares the answer with the rows.</summary>
    public async Task CompareAsync(Action<CheckRow, StoredUser, UserStore, ApiResponse> compare, CancellationToken cancel)
    {
        var store = await witnesses.Stores.OfAsync(project, cancel);
        await SecondLook.AtAsync(
            row,
            user.Stored,
            () => ReadAgainAsync(store, cancel),
            look => witnesses.Api.For(look, project).GetAsync(user.Subject, endpoint, cancel),
            (look, stored, response) =>
            {
                if (stored is not null)
                {
                    compare(look, stored, store, response);
                    return;
                }

                response.Should().BeOk();
                look.Leave(comparison, store.RowsGap ?? "the user's rows are not known");
            });
    }

    private async Task<StoredUser?> ReadAgainAsync(UserStore store, CancellationToken cancel)
    {
        if (store.Users is not { } users || user.Stored is null) return null;
        return await users.FindAsync(project.TenancyId!.Value, user.Id, cancel)
            ?? throw new RowSkippedException("the user was deleted during the run");
    }
}
