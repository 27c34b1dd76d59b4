using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>
/// Damages 4, 5, 6, 10 and 11 of docs/platform.md, The damage table, and an anonymous user: one user is wrong, and never hides the others.
/// </summary>
[Collection(PlantedRunCollection.Name)]
public sealed class UserDamageTests(PlantedRun run)
{
    private static readonly ProjectCopy Project = new(Granting.Id, nameof(UserDamageTests));
    private static readonly ProjectCopy Other = new(Restricting.Id, nameof(UserDamageTests));

    internal static readonly Planting Wrong = new([Project, Other], async deployment =>
    {
        // 4: metadata is served as it is stored.
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "clientMetadata" = '"text"' {Of(Granting.BillingUser)}""");
        deployment.Answers.ChangeUser(Project.Id, Granting.BillingUser, user => user["client_metadata"] = "text");
        // 5 and 6: the backend refuses its own answer.
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "profileImageUrl" = 'no url' {Of(Granting.Editor)}""");
        deployment.Answers.RefuseUser(Project.Id, Granting.Editor);
        await deployment.DamageAsync($"""UPDATE "ContactChannel" SET value = 'no e-mail' {Of(Granting.OddUser)}""");
        deployment.Answers.RefuseUser(Project.Id, Granting.OddUser);
        // 10: legal for some users, and worth a look.
        await deployment.DamageAsync($"""DELETE FROM "ContactChannel" {Of(Granting.PlainUser)}""");
        deployment.Answers.ChangeUser(Project.Id, Granting.PlainUser, user =>
        {
            user["primary_email"] = null;
            user["primary_email_verified"] = false;
            user["primary_email_auth_enabled"] = false;
        });
        // 11: the API does not know the user.
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "mirroredProjectId" = '{Other.Id}' {Of(Granting.SecondEditor)}""");
        deployment.Answers.LoseUser(Project.Id, Granting.SecondEditor);
        // An anonymous user is in no list unless it is asked for.
        deployment.Answers.RefuseUser(Other.Id, Restricting.AnonymousUser);
    });

    [Fact]
    public async Task Damages_4_5_6_10_and_11_are_found_at_their_users_and_all_others_are_verified()
    {
        var project = await run.InAsync(Project);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("DBI016", $"user:{Granting.BillingUser}"),
            ("DBI018", $"user:{Granting.Editor}"),
            ("USR001", $"user:{Granting.Editor}"),
            ("USR002", $"user:{Granting.Editor}"),
            ("DBI021", $"user:{Granting.OddUser}"),
            ("USR001", $"user:{Granting.OddUser}"),
            ("USR002", $"user:{Granting.OddUser}"),
            ("DBI037", $"user:{Granting.PlainUser}"),
            ("DBI012", $"user:{Granting.SecondEditor}"),
            ("USR001", $"user:{Granting.SecondEditor}"),
            ("USR002", $"user:{Granting.SecondEditor}"));
        project.Should().HaveVerified("USR002", rows: Granting.Users - 3, failed: 3);
        project.Should().HaveVerified("USR003", rows: Granting.Users);
    }

    [Fact]
    public async Task Damages_4_and_10_are_only_information_because_the_API_writes_such_rows()
    {
        var project = await run.InAsync(Project);

        project.Findings.Where(finding => finding.Severity == "info").Select(finding => finding.Code)
            .Should().BeEquivalentTo("DBI016", "DBI037");
    }

    [Fact]
    public async Task An_anonymous_user_that_the_backend_refuses_is_found_though_few_lists_have_it()
    {
        var project = await run.InAsync(Other);

        project.Should().BeRed();
        project.Should().FindExactly(("USR001", $"user:{Restricting.AnonymousUser}"), ("USR002", $"user:{Restricting.AnonymousUser}"));
        project.Should().HaveVerified("USR002", rows: Restricting.Users - 1, failed: 1);
        project.Should().HaveVerified("USR003", rows: Restricting.Users);
    }

    private static string Of(string user) => $"""WHERE "tenancyId" = '{Project.Tenancy}' AND "projectUserId" = '{user}'""";
}
