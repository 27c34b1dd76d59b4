using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Lists;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

/// <summary>
/// Who is restricted and why, and which lists show whom
/// (docs/platform.md, How a user in the API follows from the rows; Pagination of users).
/// </summary>
public sealed class RestrictionTests
{
    [Fact]
    public void Emails_are_read_only_where_the_config_requires_a_verified_one()
    {
        var withoutEmails = new Part(UserColumns.IsAnonymous, UserColumns.RestrictedByAdmin);

        Restriction.ReadFrom(requiresVerifiedEmail: false).Should().BeEquivalentTo(withoutEmails);
        Restriction.ReadFrom(requiresVerifiedEmail: true).Should().BeEquivalentTo(new Part(withoutEmails, EmailColumns.Table));
    }

    [Theory]
    [InlineData(false, true, false, false, null)]
    [InlineData(false, false, false, false, null)]
    [InlineData(false, false, true, false, "email_not_verified")]
    [InlineData(false, true, true, false, null)]
    [InlineData(false, null, true, false, "email_not_verified")]
    [InlineData(false, null, false, false, null)]
    [InlineData(false, true, true, true, "restricted_by_administrator")]
    [InlineData(false, false, true, true, "email_not_verified")]
    [InlineData(true, true, false, false, "anonymous")]
    [InlineData(true, false, true, true, "anonymous")]
    public void The_first_reason_counts(bool isAnonymous, bool? isVerified, bool requiresVerified, bool byAdmin, string? reason)
    {
        var user = User(isAnonymous, isVerified, byAdmin);
        var config = Example.Config with { RequiresVerifiedEmail = requiresVerified };

        Restriction.ReasonOf(user, requiresVerified).Should().Be(reason);

        var answer = reason is null
            ? """{"is_restricted":false,"restricted_reason":null}"""
            : $$"""{"is_restricted":true,"restricted_reason":{"type":"{{reason}}"} }""";
        new UserView(Example.Schema(), config).Of(user).With(answer)
            .Should().NotContain(difference => difference.Path == "$.is_restricted" || difference.Path.StartsWith("$.restricted_reason"));
    }

    [Theory]
    [InlineData(false, false, true, true, true)]
    [InlineData(false, true, false, true, true)]
    [InlineData(true, false, false, false, true)]
    public void A_list_shows_whom_it_is_for(bool isAnonymous, bool byAdmin, bool inDefault, bool inRestricted, bool inAll)
    {
        var user = User(isAnonymous, isVerified: true, byAdmin);

        UserListKind.Default.Includes(user, requiresVerifiedEmail: false).Should().Be(inDefault);
        UserListKind.WithRestricted.Includes(user, requiresVerifiedEmail: false).Should().Be(inRestricted);
        UserListKind.All.Includes(user, requiresVerifiedEmail: false).Should().Be(inAll);
    }

    [Fact]
    public void The_default_list_leaves_out_users_who_have_to_verify_their_email() =>
        UserListKind.Default.Includes(User(false, isVerified: false, byAdmin: false), requiresVerifiedEmail: true).Should().BeFalse();

    private static StoredUser User(bool isAnonymous, bool? isVerified, bool byAdmin) => new()
    {
        Id = Tenant.Numbered(1),
        SignedUpAt = default,
        IsAnonymous = isAnonymous,
        RestrictedByAdmin = byAdmin,
        PrimaryEmail = isVerified is { } verified ? new PrimaryEmail("a@example.com", verified, true) : null,
        MirroredProjectId = "project-1",
        MirroredBranchId = "main",
    };
}
