using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 4, 5, 6, 10 and 11 of stack-auth/script.md, and an anonymous user: one user is wrong, and never hides the others.</summary>
public sealed class UserDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damages_4_5_6_10_and_11_are_found_at_their_users_and_all_others_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        // 4: metadata is served as it is stored.
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "clientMetadata" = '"text"' WHERE "projectUserId" = '{Granting.BillingUser}'""");
        deployment.Answers.ChangeUser(Granting.Id, Granting.BillingUser, user => user["client_metadata"] = "text");
        // 5 and 6: the backend refuses its own answer.
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "profileImageUrl" = 'no url' WHERE "projectUserId" = '{Granting.Editor}'""");
        deployment.Answers.RefuseUser(Granting.Id, Granting.Editor);
        await deployment.DamageAsync($"""UPDATE "ContactChannel" SET value = 'no e-mail' WHERE "projectUserId" = '{Granting.OddUser}'""");
        deployment.Answers.RefuseUser(Granting.Id, Granting.OddUser);
        // 10: legal for some users, and worth a look.
        await deployment.DamageAsync($"""DELETE FROM "ContactChannel" WHERE "projectUserId" = '{Granting.PlainUser}'""");
        deployment.Answers.ChangeUser(Granting.Id, Granting.PlainUser, user =>
        {
            user["primary_email"] = null;
            user["primary_email_verified"] = false;
            user["primary_email_auth_enabled"] = false;
        });
        // 11: the API does not know the user.
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "mirroredProjectId" = '{Restricting.Id}' WHERE "projectUserId" = '{Granting.SecondEditor}'""");
        deployment.Answers.LoseUser(Granting.Id, Granting.SecondEditor);
        // An anonymous user is in no list unless it is asked for.
        deployment.Answers.RefuseUser(Restricting.Id, Restricting.AnonymousUser);

        var run = await deployment.VerifyAsync(Restricting.Id, Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("DBI016", Granting.Id, $"user:{Granting.BillingUser}"),
            ("DBI018", Granting.Id, $"user:{Granting.Editor}"),
            ("USR001", Granting.Id, $"user:{Granting.Editor}"),
            ("USR002", Granting.Id, $"user:{Granting.Editor}"),
            ("DBI021", Granting.Id, $"user:{Granting.OddUser}"),
            ("USR001", Granting.Id, $"user:{Granting.OddUser}"),
            ("USR002", Granting.Id, $"user:{Granting.OddUser}"),
            ("DBI037", Granting.Id, $"user:{Granting.PlainUser}"),
            ("DBI012", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR001", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR002", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR001", Restricting.Id, $"user:{Restricting.AnonymousUser}"),
            ("USR002", Restricting.Id, $"user:{Restricting.AnonymousUser}"));
        run.Findings.Findings.Where(finding => finding.Severity == "warning").Should().ContainSingle().Which.Code.Should().Be("DBI037");
        run.Should().HaveVerified("USR002", rows: Restricting.Users + Granting.Users - 4, failed: 4);
        run.Should().HaveVerified("USR003", rows: Restricting.Users + Granting.Users);
    }
}
