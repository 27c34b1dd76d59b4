using FluentAssertions;
using IntegrityTests.Explanations;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Explanations;

/// <summary>Queries with the ids of a finding: what can be pasted into psql, and nothing that needs an id that nobody knows.</summary>
public sealed class FilledQueriesTests
{
    private const string User = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";
    private const string Channel = "2cfaa01a-2b5b-4f7a-8cb7-30d600608555";

    private const string Tenancy =
        "(SELECT id FROM \"Tenancy\" WHERE \"projectId\" = 'p1' AND \"branchId\" = 'main' AND \"hasNoOrganization\" = 'TRUE')";

    [Fact]
    public void Ids_of_project_tenancy_and_subject_stand_where_they_go() => Filled(
        $"user:{User}",
        """SELECT * FROM "ProjectUser" WHERE "tenancyId" = 'TENANCY' AND "projectUserId" = 'USER';""")
        .Should().Be($"SELECT * FROM \"ProjectUser\" WHERE \"tenancyId\" = {Tenancy} AND \"projectUserId\" = '{User}';");

    [Fact]
    public void An_id_that_only_the_sentence_names_is_found_there_and_the_row_itself_gets_a_query() => Filled(
        $"contact-channel:{Channel}",
        """SELECT * FROM "ProjectUser" WHERE "projectUserId" = 'USER';""",
        $"is of user:{User}, who does not exist")
        .Should().Be(
            $"SELECT * FROM \"ProjectUser\" WHERE \"projectUserId\" = '{User}';\nSELECT * FROM \"ContactChannel\" WHERE id = '{Channel}';");

    [Fact]
    public void A_query_whose_id_is_not_known_is_left_out() => Filled(
        $"user:{User}", "SELECT 1 FROM \"Team\" WHERE id = 'TEAM';\nSELECT 2 FROM \"ProjectUser\" WHERE id = 'USER';")
        .Should().Be($"SELECT 2 FROM \"ProjectUser\" WHERE id = '{User}';");

    [Fact]
    public void An_id_may_stand_within_a_text() => Filled("table:X", """SELECT 1 WHERE key = '"external:TABLE"' AND type = 'TEAM_CODE';""")
        .Should().Be("""SELECT 1 WHERE key = '"external:X"' AND type = 'TEAM_CODE';""");

    [Fact]
    public void A_column_names_its_table() => Filled("column:Team.createdAt", "SELECT 1 WHERE table_name = 'TABLE';")
        .Should().Be("SELECT 1 WHERE table_name = 'Team';");

    [Fact]
    public void Words_that_are_values_stay() =>
        Filled("setting:x", "SELECT 1 FROM \"Tenancy\" WHERE \"hasNoOrganization\" = 'TRUE';").Should().EndWith("= 'TRUE';");

    [Fact]
    public void What_ClickHouse_is_asked_is_a_comment_for_psql() => Filled(
        $"user:{User}", "SELECT 1 FROM \"ProjectUser\" WHERE id = 'USER';\n-- in ClickHouse\nSELECT 2 FROM users\nWHERE id = 'USER';")
        .Should().Be($"SELECT 1 FROM \"ProjectUser\" WHERE id = '{User}';\n-- in ClickHouse: SELECT 2 FROM users WHERE id = '{User}';");

    [Fact]
    public void An_id_that_a_customer_chose_cannot_leave_its_text() => Filled(
        "custom:a'--b", "SELECT * FROM \"Subscription\" WHERE \"customerId\" = 'CUSTOMER';")
        .Should().Be("SELECT * FROM \"Subscription\" WHERE \"customerId\" = 'a''--b';");

    [Fact]
    public void Without_an_id_there_is_no_query() => Filled("config:main", "SELECT 1 WHERE id = 'USER';").Should().BeNull();

    private static string? Filled(string subject, string sql, string message = "is odd") => new FilledQueries(new Finding
    {
        Code = "TST001",
        Severity = Severity.Error,
        Project = "p1",
        Subject = subject,
        Message = message,
    }).Of(sql);
}
