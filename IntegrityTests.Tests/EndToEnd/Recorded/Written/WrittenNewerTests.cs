using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Written;

/// <summary>A deployment of the newer version that wrote itself, through its API and by its own seed.</summary>
public sealed class WrittenNewerTests(WrittenNewerTests.Verified recording) : IClassFixture<WrittenNewerTests.Verified>
{
    private const string Seeded = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";

    private static readonly TrueFindings[] Expected =
    [
        // Definitions that contain undefined permissions.
        new("PRJ002", "error", "270c827d-bd02-446a-ab67-9a3f65859f89", 2),
        // A grant whose definition was removed from the config.
        new("TEM002", "error", "09e7bf09-1391-412a-af9c-821373ae00c8", 1),
        // Products for users in lines for teams.
        new("PAY004", "warning", Seeded, 3),
        // A custom customer with a user's id.
        new("DBI052", "warning", "f99c5f02-640c-4389-b56c-53c4205d4009", 1),
        // Users who were created later than they were changed.
        new("DBI060", "warning", Seeded, 10),
    ];

    [FactRequiringFacts]
    public async Task Only_what_is_true_is_an_error_or_a_warning() =>
        TrueFindings.Of(await recording.ErrorsAndWarningsAsync()).Select(found => found.ToString())
            .Should().BeEquivalentTo(Expected.Select(known => known.ToString()));

    [FactRequiringFacts]
    public async Task Everything_is_verified()
    {
        var run = await recording.RunAsync();

        run.Findings.OfKind("not-verified").Should().BeEmpty();
        (await recording.UnknownAsync()).Should().BeEmpty("the suite asks only what the platform is known to serve");
    }

    [FactRequiringFacts]
    public async Task Invariants_find_no_more_in_the_rows_of_other_projects() =>
        (await recording.BrokenInvariantsAsync()).Select(finding => finding.Code).Distinct().Should().BeEquivalentTo("DBI052", "DBI060");

    /// <summary>All of it.</summary>
    public sealed class Verified() : VerifiedRecording(() => Recording.WrittenNewer, _ => true);
}
