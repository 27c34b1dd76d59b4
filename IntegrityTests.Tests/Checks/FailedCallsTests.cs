using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Checks.Payouts;
using IntegrityTests.Checks.Projects;
using IntegrityTests.Checks.Teams;
using IntegrityTests.Checks.Users;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Faults;
using Xunit;

namespace IntegrityTests.Tests.Checks;

/// <summary>
/// A call that fails never becomes a skip: whatever answers it, and whether once or always, what depends on it is verified, or said to be
/// wrong or not verified.
/// </summary>
public sealed class FailedCallsTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private static readonly string Project = ServedSample.Project.Id;

    private static readonly Dictionary<string, Func<ServedSample, Task<Verified>>> Checks = new()
    {
        ["PRJ001"] = sample => sample.VerifyAsync<ProjectReadsAsStored>(),
        ["PRJ002"] = sample => sample.VerifyAsync<ProjectPermissionDefinitions>(),
        ["PRJ003"] = sample => sample.VerifyAsync<TeamPermissionDefinitions>(),
        ["PRJ004"] = sample => sample.VerifyAsync<ProjectHasOneTenancy>(),
        ["DBI096"] = sample => sample.VerifyAsync<ConfigNamesWhatExists>(),
        ["USR001"] = sample => sample.VerifyAsync<UserListIsComplete>(),
        ["USR002"] = sample => sample.VerifyAsync<UserReadsAsStored>(),
        ["USR003"] = sample => sample.VerifyAsync<UserPermissions>(),
        ["USR004"] = sample => sample.VerifyAsync<UserTeams>(),
        ["TEM001"] = sample => sample.VerifyAsync<TeamListIsComplete>(),
        ["TEM002"] = sample => sample.VerifyAsync<TeamPermissions>(),
        ["PAY001"] = sample => sample.VerifyAsync<TransactionListIsComplete>(),
        ["PAY002"] = sample => sample.VerifyAsync<ItemBalances>(),
        ["PAY003"] = sample => sample.VerifyAsync<ProductsOwned>(),
        ["PAY004"] = sample => sample.VerifyAsync<PaymentsConfiguredSoundly>(),
        ["PAY005"] = sample => sample.VerifyAsync<PurchasesAreSound>(),
        ["OUT001"] = sample => sample.VerifyAsync<PayoutsMatchStripe>(),
    };

    /// <summary>What is asked, and the checks that depend on the answer.</summary>
    private static readonly (string Path, string[] Dependents)[] Asked =
    [
        ("internal/config", ["PRJ002", "PRJ003", "PRJ004", "DBI096", "USR001", "USR003", "TEM002", "PAY002", "PAY003", "PAY004", "PAY005"]),
        ("project-permission-definitions", ["PRJ002"]),
        ("team-permission-definitions", ["PRJ003"]),
        ("users?", ["USR001"]),
        ($"users/{ServedSample.User}", ["USR002"]),
        ("project-permissions?", ["USR003"]),
        ("teams?user_id", ["USR004"]),
        ("teams", ["TEM001"]),
        ("team-permissions?", ["TEM002"]),
        ("internal/payments/transactions", ["PAY001", "OUT001"]),
        ("payments/items/", ["PAY002"]),
        ("payments/products/", ["PAY003"]),
    ];

    // Which status it is makes no difference behind the answer that most checks depend on: one of each kind of check is enough.
    private static readonly (string Path, string[] Dependents)[] AskedForEachStatus = [("internal/config", ["PRJ004", "USR001", "PAY002"])];

    private static (string Path, string[] Dependents)[] AskedFor(int status) => status == 403 ? Asked : AskedForEachStatus;

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(200)]
    public async Task An_answer_that_is_always_somebody_elses_leaves_nothing_green(int status)
    {
        var fault = new Switch();
        await using var sample = await ServedSample.StartAsync(clusters, "", [fault.ActAsync]);
        foreach (var (path, dependents) in AskedFor(status))
        {
            foreach (var check in dependents)
            {
                fault.Current = FaultCatalogue.Parse($"proxy:{status}@{Project}/{path}");

                var verified = await Checks[check](sample);

                verified.Findings.Concat(verified.NotVerified).Should().NotBeEmpty("{0} of {1} answers {2}", path, check, status);
                verified.Skipped.Should().NotContain(skip => skip.Contains("not served"), "nothing proves that");
            }
        }
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(200)]
    [InlineData(418)]
    public async Task An_answer_that_is_somebody_elses_once_hides_nothing_and_is_said(int status)
    {
        var fault = new Switch();
        await using var sample = await ServedSample.StartAsync(clusters, "", [fault.ActAsync]);
        foreach (var (path, dependents) in AskedFor(status))
        {
            foreach (var check in dependents)
            {
                fault.Current = FaultCatalogue.Parse($"proxy-once:{status}@{Project}/{path}");

                var verified = await Checks[check](sample);

                verified.NotVerified.Should().BeEmpty("{0} of {1} answers {2} once", path, check, status);
                verified.Skipped.Should().NotContain(skip => skip.Contains("not served"));
                // The config is asked for once for all checks, of which one reports what is wrong with it.
                if (path != "internal/config" || check == "PRJ004")
                    verified.Findings.Should().Contain(found => found.StartsWith("error ") && found.Contains($"answered {status}"));
            }
        }
    }

    [Theory]
    [InlineData("throttle:0")]
    [InlineData("proxy-once:408")]
    [InlineData("proxy-once:502")]
    [InlineData("proxy-once:520")]
    [InlineData("proxy-once:524")]
    public async Task A_call_that_fails_for_load_once_is_made_again_and_everything_is_verified(string name)
    {
        await using var sample = await ServedSample.StartAsync(clusters, "", $"{name}@{Project}/internal/config");

        foreach (var check in AskedForEachStatus[0].Dependents)
        {
            var verified = await Checks[check](sample);

            verified.Findings.Should().BeEmpty();
            verified.NotVerified.Should().BeEmpty();
            verified.Skipped.Should().NotContain(skip => skip.Contains("not served"));
        }
    }

    [Fact]
    public async Task What_depends_on_a_call_that_never_succeeds_is_not_verified()
    {
        await using var sample = await ServedSample.StartAsync(clusters, "", $"proxy:502@{Project}/internal/config");

        (await sample.VerifyAsync<PaymentsConfiguredSoundly>()).NotVerified.Should().ContainSingle()
            .Which.Should().Contain("/api/v1/internal/config was refused, also when asked again");
        (await sample.VerifyAsync<ProjectHasOneTenancy>()).NotVerified.Should().ContainSingle();
    }

    [Theory]
    [InlineData("other-user-once", "USR002", "$.id is not what was asked for: the answer is about another (it was so once;*")]
    [InlineData("other-grants-once", "USR003", "$.items[0].user_id is not what was asked for: *about another (it was so once;*")]
    [InlineData("not-found-once", "USR002", "should answer 200, but answers 404 USER_NOT_FOUND (it was so once;*")]
    [InlineData("balance-off-once", "PAY002", "has a different balance than the ledger (it was so once;*")]
    public async Task What_no_change_of_rows_explains_is_found_although_it_is_right_when_asked_again(
        string fault, string check, string message)
    {
        await using var sample = await ServedSample.StartAsync(clusters, "", fault);

        (await Checks[check](sample)).Findings.Should().Contain(found => IsLike(found, $"error user:{ServedSample.User}: {message}"));
    }

    private static bool IsLike(string text, string pattern) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text);

    /// <summary>A fault that a test exchanges while the sample serves.</summary>
    private sealed class Switch
    {
        public Fault Current { get; set; } = (_, next) => next();

        public Task<global::SampleDeployment.Api.Http.Answer> ActAsync(
            FaultCall call, Func<Task<global::SampleDeployment.Api.Http.Answer>> next) => Current(call, next);
    }
}
