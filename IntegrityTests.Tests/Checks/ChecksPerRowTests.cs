using System.Reflection;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using Xunit;

namespace IntegrityTests.Tests.Checks;

public sealed class ChecksPerRowTests
{
    private static readonly string[] Sources =
    [
        $"{nameof(Users)}.{nameof(Users.InScope)}", $"{nameof(Teams)}.{nameof(Teams.InScope)}",
        $"{nameof(PaymentsScope)}.{nameof(PaymentsScope.Customers)}", $"{nameof(PaymentsScope)}.{nameof(PaymentsScope.CustomersWithItems)}",
    ];

    [Fact]
    public void Those_that_ask_about_each_user_team_or_customer_may_be_cut_short_and_no_others()
    {
        var checks = from type in typeof(Suite).Assembly.GetTypes()
                     let check = type.GetCustomAttribute<CheckAttribute>()
                     where check is not null
                     let method = type.GetMethods().Single(method => method.IsDefined(typeof(StreamingTheoryAttribute)))
                     let rows = method.GetCustomAttribute<MemberDataAttribute>()!
                     select (check.Code, check.IsPerRow, Asks: Sources.Contains($"{rows.MemberType!.Name}.{rows.MemberName}"));

        checks.Where(check => check.IsPerRow).Select(check => check.Code).Order()
            .Should().Equal(checks.Where(check => check.Asks).Select(check => check.Code).Order())
            .And.Equal("PAY002", "PAY003", "TEM002", "USR002", "USR003", "USR004");
    }
}
