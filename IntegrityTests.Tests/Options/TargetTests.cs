using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class TargetTests
{
    private const string OrDatabase = "or STACK_DATABASE_CONNECTION_STRING";
    private const string OrUrl = "or NEXT_PUBLIC_STACK_API_URL";
    private const string OrKey = "or STACK_SEED_INTERNAL_PROJECT_SUPER_SECRET_ADMIN_KEY";

    private static readonly (string, string)[] StackTarget =
    [
        ("STACK_DATABASE_CONNECTION_STRING", "postgres://stack@stack.example.com/stackframe"),
        ("NEXT_PUBLIC_STACK_API_URL", "http://localhost:8102"),
        ("STACK_SEED_INTERNAL_PROJECT_SUPER_SECRET_ADMIN_KEY", "stack-own-key"),
    ];

    [Fact]
    public void Database_url_and_key_name_a_deployment()
    {
        var options = Given.Options(Given.Target);

        options.UsesSample.Should().BeFalse();
        options.Database.Should().ContainAll("Host=replica.example.com", "Database=stackframe", "Password=" + Given.Secret);
        options.ApiUrl.Should().Be(new Uri("https://api.example.com/"));
        options.AdminKey.Should().Be("pck_canary_key_1234");
    }

    [Fact]
    public void Stack_auths_own_variables_do_as_well()
    {
        var options = Given.Options(StackTarget);

        options.UsesSample.Should().BeFalse();
        options.Database.Should().Contain("Host=stack.example.com");
        options.ApiUrl.Should().Be(new Uri("http://localhost:8102/"));
        options.AdminKey.Should().Be("stack-own-key");
        options.Fallbacks.Should().Equal(StackTarget.Select(variable => variable.Item1));
    }

    [Fact]
    public void The_suites_own_variables_win()
    {
        var options = Given.Options([.. StackTarget, .. Given.Target]);

        options.Should().BeEquivalentTo(Given.Options(Given.Target), but => but.Excluding(o => o.Secrets));
        options.Fallbacks.Should().BeEmpty();
    }

    [Fact]
    public void A_fallback_fills_in_for_an_empty_variable()
    {
        var options = Given.Options([("INTEGRITY_API_URL", ""), Given.Target[0], Given.Target[2], .. StackTarget]);

        options.ApiUrl.Should().Be(new Uri("http://localhost:8102/"));
        options.Fallbacks.Should().Equal("NEXT_PUBLIC_STACK_API_URL");
    }

    [Theory]
    [InlineData(0, $"INTEGRITY_API_URL ({OrUrl}) and INTEGRITY_ADMIN_KEY ({OrKey}) are missing, while INTEGRITY_DATABASE is set.")]
    [InlineData(1, $"INTEGRITY_DATABASE ({OrDatabase}) and INTEGRITY_ADMIN_KEY ({OrKey}) are missing, while INTEGRITY_API_URL is set.")]
    [InlineData(2, $"INTEGRITY_DATABASE ({OrDatabase}) and INTEGRITY_API_URL ({OrUrl}) are missing, while INTEGRITY_ADMIN_KEY is set.")]
    public void One_alone_is_refused_and_the_missing_ones_named(int given, string expected)
    {
        Given.Mistake(Given.Target[given]).Mistakes.Should().ContainSingle().Which.Should().StartWith(expected);
    }

    [Fact]
    public void Two_alone_are_refused_and_the_missing_one_named()
    {
        Given.Mistake(Given.Target[0], StackTarget[1]).Mistakes.Should().ContainSingle().Which.Should().StartWith(
            $"INTEGRITY_ADMIN_KEY ({OrKey}) is missing, while INTEGRITY_DATABASE and NEXT_PUBLIC_STACK_API_URL are set.");
    }

    [Fact]
    public void A_bad_value_names_the_fallback_it_came_from()
    {
        var mistake = Given.Mistake(StackTarget[0], StackTarget[2], ("NEXT_PUBLIC_STACK_API_URL", "http://localhost:${PREFIX:-81}02"));

        mistake.Mistakes.Should().ContainSingle().Which
            .Should().StartWith("NEXT_PUBLIC_STACK_API_URL=\"http://localhost:${PREFIX:-81}02\" is not an absolute URL.");
    }

    [Theory]
    [InlineData("line\nbreak-" + Given.Secret)]
    [InlineData("spa ce-" + Given.Secret)]
    [InlineData("\u00fcmlaut-" + Given.Secret)]
    public void A_key_that_no_header_can_carry_is_refused_without_showing_it(string key)
    {
        Given.Mistake(Given.Target[0], Given.Target[1], ("INTEGRITY_ADMIN_KEY", key)).Message
            .Should().Contain("INTEGRITY_ADMIN_KEY (a secret, not shown) contains a space").And.NotContain(Given.Secret);
    }
}
