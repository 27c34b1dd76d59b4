using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Written;

/// <summary>
/// A deployment of the reference version that wrote itself, by its own tests and through its API: what it made is not damage, and what its
/// deletions leave behind is not either (source: docs/platform.md, What a deletion leaves behind).
/// </summary>
public sealed class WrittenReferenceTests(WrittenReferenceTests.Verified recording) : IClassFixture<WrittenReferenceTests.Verified>
{
    private static readonly TrueFindings[] Expected =
    [
        // Definitions that contain undefined permissions.
        new("PRJ002", "error", "9f0bda0c-ee80-414e-95e3-4a71f37618be", 2),
        // Grants whose definition was removed from the config.
        new("USR003", "error", "42042e1f-1ff7-4737-9471-083cc7aa2340", 6),
        new("TEM002", "error", "42042e1f-1ff7-4737-9471-083cc7aa2340", 1),
        // Two default products in one line.
        new("PAY004", "error", "4de9a9ec-79ba-493c-8f2c-ba22365bb46f", 1),
        // The owner team was deleted.
        new("DBI009", "warning", "86ac47fc-2b98-43bd-abd3-e85f99022550", 1),
        // A custom customer with a user's id.
        new("DBI052", "warning", "9255b0c1-3341-4f37-a8a3-49f59bfa53a1", 1),
    ];

    [FactRequiringFacts]
    public async Task Only_what_is_true_is_an_error_or_a_warning() =>
        TrueFindings.Of(await recording.ErrorsAndWarningsAsync()).Select(found => found.ToString())
            .Should().BeEquivalentTo(Expected.Select(known => known.ToString()));

    [FactRequiringFacts]
    public async Task What_the_platform_accepts_and_leaves_behind_is_information() =>
        (await recording.InfosAsync()).Should().BeEquivalentTo(
        [
            ("DBI003", 1), ("DBI037", 118), ("DBI038", 1), ("DBI095", 1), ("DBI096", 2), ("DBI123", 2), ("DBI138", 1), ("PAY005", 6),
        ]);

    [FactRequiringFacts]
    public async Task Everything_is_verified()
    {
        var run = await recording.RunAsync();

        run.Findings.OfKind("not-verified").Should().BeEmpty();
        run.Should().HaveVerified("PAY004", rows: 331, failed: 1);
        (await recording.UnknownAsync()).Should().BeEmpty("the suite asks only what the platform is known to serve");
    }

    [FactRequiringFacts]
    public async Task Invariants_find_no_more_in_the_rows_of_the_dashboards_own_project() =>
        (await recording.BrokenInvariantsAsync()).Select(finding => finding.Code).Should().BeEquivalentTo("DBI009", "DBI052");

    /// <summary>All but <c>internal</c>, the items of which are not recorded.</summary>
    public sealed class Verified() : VerifiedRecording(Recording.WrittenReference, project => project != "internal");
}
