using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

/// <summary>The rules of docs/platform.md, How a user in the API follows from the rows.</summary>
public sealed class UserViewTests
{
    private static readonly Team Crew = new(
        Tenant.Numbered(2), "Crew", null, null, null, null, new StoredTime(1_000_000), "project-1", "main");

    private static readonly StoredUser Ada = new()
    {
        Id = Tenant.Numbered(1),
        SignedUpAt = new StoredTime(2_000_000),
        LastActiveAt = new StoredTime(3_000_000),
        IsAnonymous = false,
        DisplayName = "Ada",
        ProfileImageUrl = "https://example.com/ada.png",
        ClientMetadata = """{"plan":2.50}""",
        ClientReadOnlyMetadata = "[1]",
        ServerMetadata = null,
        RequiresTotpMfa = true,
        RestrictedByAdmin = false,
        RiskScoreBot = 3,
        RiskScoreFreeTrialAbuse = 4,
        CountryCode = "DE",
        MirroredProjectId = "project-1",
        MirroredBranchId = "main",
        PrimaryEmail = new PrimaryEmail("ada@example.com", IsVerified: true, IsUsedForAuth: true),
        AuthMethods = AuthMethods.Password,
        OAuthAccounts = [new OAuthAccount("github", "42", "ada@github.example")],
        Memberships = [new Membership(Tenant.Numbered(3), false, null), new Membership(Crew.Id, true, Crew)],
    };

    private static readonly string Answer = $$"""
        {
            "id": "{{Ada.Id}}", "display_name": "Ada", "profile_image_url": "https://example.com/ada.png",
            "client_metadata": {"plan": 2.5}, "client_read_only_metadata": [1], "server_metadata": null,
            "primary_email": "ada@example.com", "primary_email_verified": true, "primary_email_auth_enabled": true,
            "has_password": true, "otp_auth_enabled": false, "passkey_auth_enabled": false, "auth_with_email": true,
            "oauth_providers": [{"id": "github", "account_id": "42", "email": "ada@github.example"}],
            "selected_team_id": "{{Crew.Id}}",
            "selected_team": {
                "id": "{{Crew.Id}}", "display_name": "Crew", "profile_image_url": null, "created_at_millis": 946684801000,
                "client_metadata": null, "client_read_only_metadata": null, "server_metadata": null
            },
            "signed_up_at_millis": 946684802000, "last_active_at_millis": 946684803000,
            "requires_totp_mfa": true, "is_anonymous": false, "country_code": "DE",
            "risk_scores": {"sign_up": {"bot": 3, "free_trial_abuse": 4} },
            "restricted_by_admin": false, "restricted_by_admin_reason": null, "restricted_by_admin_private_details": null,
            "is_restricted": false, "restricted_reason": null
        }
        """;

    public static TheoryData<string> Fields => [.. JsonNode.Parse(Answer)!.AsObject().Select(member => member.Key)];

    [Fact]
    public void A_user_that_reads_as_stored_has_no_difference() => Compare(Ada, Answer).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_field_is_compared(string field)
    {
        var answer = JsonNode.Parse(Answer)!.AsObject();
        answer[field] = "something else";

        Compare(Ada, answer.ToJsonString()).Should().ContainSingle().Which.Path.Should().Be($"$.{field}");
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_field_must_be_there(string field)
    {
        var answer = JsonNode.Parse(Answer)!.AsObject();
        answer.Remove(field);

        Compare(Ada, answer.ToJsonString()).Texts().Should().Equal($"$.{field} is missing from the answer");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_empty_display_name_reads_as_null(string? stored) => Expect(Ada with { DisplayName = stored }, "display_name", null);

    [Fact]
    public void A_user_without_primary_email_has_none_that_is_verified_or_used()
    {
        var user = Ada with { PrimaryEmail = null };

        Expect(user, "primary_email", null);
        Expect(user, "primary_email_verified", false);
        Expect(user, "primary_email_auth_enabled", false);
    }

    [Theory]
    [InlineData(AuthMethods.None, false, false, false, false)]
    [InlineData(AuthMethods.Password, true, false, false, true)]
    [InlineData(AuthMethods.Otp, false, true, false, true)]
    [InlineData(AuthMethods.Passkey, false, false, true, false)]
    [InlineData(AuthMethods.Otp | AuthMethods.Passkey, false, true, true, true)]
    public void Auth_methods_follow_from_their_rows(AuthMethods methods, bool password, bool otp, bool passkey, bool withEmail)
    {
        var user = Ada with { AuthMethods = methods };

        Expect(user, "has_password", password);
        Expect(user, "otp_auth_enabled", otp);
        Expect(user, "passkey_auth_enabled", passkey);
        Expect(user, "auth_with_email", withEmail);
    }

    [Fact]
    public void One_account_of_several_of_a_provider_may_not_be_lacking()
    {
        var user = Ada with { OAuthAccounts = [.. Ada.OAuthAccounts, new OAuthAccount("github", "43", null)] };

        var difference = Compare(user, Answer).Should().ContainSingle().Which;

        difference.Message.Should().Be("lacks a provider account that is stored");
        difference.IsPersonal.Should().BeTrue();
    }

    [Fact]
    public void A_user_without_selected_team_has_null_twice()
    {
        var user = Ada with { Memberships = [new Membership(Crew.Id, false, Crew)] };

        Expect(user, "selected_team_id", null);
        Expect(user, "selected_team", null);
    }

    [Fact]
    public void A_selected_team_that_does_not_exist_is_left_to_USR004()
    {
        var user = Ada with { Memberships = [new Membership(Crew.Id, true, null)] };

        Compare(user, Answer).Should().BeEmpty();
        View(user).Skipped.Should().Equal(("selected_team", "the selected team does not exist (see USR004)"));
    }

    [Fact]
    public void Personal_fields_are_marked()
    {
        var answer = JsonNode.Parse(Answer)!.AsObject();
        string[] personal =
        [
            "display_name", "profile_image_url", "client_metadata", "client_read_only_metadata", "server_metadata", "primary_email",
            "country_code", "restricted_by_admin_reason", "restricted_by_admin_private_details",
        ];
        foreach (var field in personal) answer[field] = "something else";

        Compare(Ada, answer.ToJsonString()).Should().HaveCount(personal.Length).And.OnlyContain(difference => difference.IsPersonal);
    }

    [Theory]
    [InlineData("requiresTotpMfa", "requires_totp_mfa")]
    [InlineData("signUpCountryCode", "country_code")]
    [InlineData("lastActiveAt", "last_active_at_millis")]
    [InlineData("signUpRiskScoreBot", "risk_scores")]
    [InlineData("restrictedByAdminReason", "restricted_by_admin")]
    public void A_column_that_is_missing_skips_its_field(string column, string field)
    {
        var view = new UserView(Example.Schema($"ProjectUser.{column}"), Example.Config).Of(Ada);

        view.Skipped.Should().Equal((field, $"column \"ProjectUser\".\"{column}\" is missing"));
        view.With(Answer.Replace($"\"{field}\"", "\"renamed\"", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Without_a_config_nothing_is_said_about_restriction()
    {
        var view = new UserView(Example.Schema(), config: null).Of(Ada with { IsAnonymous = true });

        view.Skipped.Should().Equal(("is_restricted", "the project's config is not served (see PRJ004)"));
    }

    private static View View(StoredUser user) => new UserView(Example.Schema(), Example.Config).Of(user);

    private static List<Difference> Compare(StoredUser user, string answer) => View(user).With(answer);

    private static void Expect(StoredUser user, string field, JsonNode? value)
    {
        var answer = JsonNode.Parse(Answer)!.AsObject();
        answer[field] = value;
        Compare(user, answer.ToJsonString()).Should().NotContain(difference => difference.Path == $"$.{field}");
        answer[field] = "something else";
        Compare(user, answer.ToJsonString()).Should().Contain(difference => difference.Path == $"$.{field}");
    }
}
