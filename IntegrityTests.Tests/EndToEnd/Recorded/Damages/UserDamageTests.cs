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
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "clientMetadata" = '"text"' WHERE "projectUserId" = '{Eleven.BillingUser}'""");
        deployment.Answers.ChangeUser(Eleven.Id, Eleven.BillingUser, user => user["client_metadata"] = "text");
        // 5 and 6: the backend refuses its own answer.
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "profileImageUrl" = 'no url' WHERE "projectUserId" = '{Eleven.Editor}'""");
        deployment.Answers.RefuseUser(Eleven.Id, Eleven.Editor);
        await deployment.DamageAsync($"""UPDATE "ContactChannel" SET value = 'no e-mail' WHERE "projectUserId" = '{Eleven.OddUser}'""");
        deployment.Answers.RefuseUser(Eleven.Id, Eleven.OddUser);
        // 10: legal for some users, and worth a look.
        await deployment.DamageAsync($"""DELETE FROM "ContactChannel" WHERE "projectUserId" = '{Eleven.PlainUser}'""");
        deployment.Answers.ChangeUser(Eleven.Id, Eleven.PlainUser, user =>
        {
            user["primary_email"] = null;
            user["primary_email_verified"] = false;
            user["primary_email_auth_enabled"] = false;
        });
        // 11: the API does not know the user.
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "mirroredProjectId" = '{Five.Id}' WHERE "projectUserId" = '{Eleven.SecondEditor}'""");
        deployment.Answers.LoseUser(Eleven.Id, Eleven.SecondEditor);
        // An anonymous user is in no list unless it is asked for.
        deployment.Answers.RefuseUser(Five.Id, Five.AnonymousUser);

        var run = await deployment.VerifyAsync(Five.Id, Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("DBI016", Eleven.Id, $"user:{Eleven.BillingUser}"),
            ("DBI018", Eleven.Id, $"user:{Eleven.Editor}"),
            ("USR001", Eleven.Id, $"user:{Eleven.Editor}"),
            ("USR002", Eleven.Id, $"user:{Eleven.Editor}"),
            ("DBI021", Eleven.Id, $"user:{Eleven.OddUser}"),
            ("USR001", Eleven.Id, $"user:{Eleven.OddUser}"),
            ("USR002", Eleven.Id, $"user:{Eleven.OddUser}"),
            ("DBI037", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("DBI012", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR001", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR002", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR001", Five.Id, $"user:{Five.AnonymousUser}"),
            ("USR002", Five.Id, $"user:{Five.AnonymousUser}"));
        run.Findings.Findings.Where(finding => finding.Severity == "warning").Should().ContainSingle().Which.Code.Should().Be("DBI037");
        run.Should().HaveVerified("USR002", rows: Five.Users + Eleven.Users - 4, failed: 4);
        run.Should().HaveVerified("USR003", rows: Five.Users + Eleven.Users);
    }
}
