using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 4, 5, 6, 10 and 11 of stack-auth/script.md: one user is wrong, and never hides the others.</summary>
public sealed class UserDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damage_4_metadata_that_is_a_string_is_found_in_the_database_though_it_is_served_as_it_is_stored()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "clientMetadata" = '"text"' WHERE "projectUserId" = '{Eleven.PlainUser}'""");
        deployment.Answers.ChangeUser(Eleven.Id, Eleven.PlainUser, user => user["client_metadata"] = "text");

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("DBI016", Eleven.Id, $"user:{Eleven.PlainUser}"));
    }

    [TheoryRequiringFacts]
    [InlineData("DBI018", """UPDATE "ProjectUser" SET "profileImageUrl" = 'no url' WHERE "projectUserId" = """)]
    [InlineData("DBI021", """UPDATE "ContactChannel" SET value = 'no e-mail' WHERE "projectUserId" = """)]
    public async Task Damages_5_and_6_a_user_whose_answer_is_refused_is_found_and_all_others_are_verified(string invariant, string sql)
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"{sql} '{Eleven.PlainUser}'");
        deployment.Answers.RefuseUser(Eleven.Id, Eleven.PlainUser);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            (invariant, Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR001", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR002", Eleven.Id, $"user:{Eleven.PlainUser}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users - 1, failed: 1);
        run.Should().HaveVerified("USR003", rows: Eleven.Users);
    }

    [FactRequiringFacts]
    public async Task Two_damaged_users_are_each_found()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.RefuseUser(Eleven.Id, Eleven.PlainUser);
        deployment.Answers.RefuseUser(Eleven.Id, Eleven.OddUser);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("USR001", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR001", Eleven.Id, $"user:{Eleven.OddUser}"),
            ("USR002", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR002", Eleven.Id, $"user:{Eleven.OddUser}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users - 2, failed: 2);
    }

    [FactRequiringFacts]
    public async Task A_damaged_anonymous_user_is_found_though_the_default_list_never_has_it()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.RefuseUser(Five.Id, Five.AnonymousUser);

        var run = await deployment.VerifyAsync(Five.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("USR001", Five.Id, $"user:{Five.AnonymousUser}"),
            ("USR002", Five.Id, $"user:{Five.AnonymousUser}"));
        run.Should().HaveVerified("USR002", rows: Five.Users - 1, failed: 1);
    }

    [FactRequiringFacts]
    public async Task Damage_10_a_user_without_contact_channel_and_auth_method_is_worth_a_look()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""DELETE FROM "ContactChannel" WHERE "projectUserId" = '{Eleven.PlainUser}'""");
        deployment.Answers.ChangeUser(Eleven.Id, Eleven.PlainUser, user =>
        {
            user["primary_email"] = null;
            user["primary_email_verified"] = false;
            user["primary_email_auth_enabled"] = false;
        });

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeGreen();
        run.Should().FindExactly(("DBI037", Eleven.Id, $"user:{Eleven.PlainUser}"));
    }

    [FactRequiringFacts]
    public async Task Damage_11_a_user_that_mirrors_another_project_is_found_though_the_API_does_not_know_it()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "mirroredProjectId" = '{Five.Id}' WHERE "projectUserId" = '{Eleven.PlainUser}'""");
        deployment.Answers.LoseUser(Eleven.Id, Eleven.PlainUser);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("DBI012", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR001", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR002", Eleven.Id, $"user:{Eleven.PlainUser}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users - 1, failed: 1);
    }
}
