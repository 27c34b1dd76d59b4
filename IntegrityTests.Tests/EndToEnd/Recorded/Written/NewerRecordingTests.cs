using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Written;

/// <summary>The small recording of the newer version, which every clone has.</summary>
public sealed class NewerRecordingTests(NewerRecordingTests.Verified recording) : IClassFixture<NewerRecordingTests.Verified>
{
    private static readonly TrueFindings[] Expected =
    [
        // Definitions that contain undefined permissions.
        new("PRJ002", "error", "270c827d-bd02-446a-ab67-9a3f65859f89", 2),
        // A grant whose definition was removed from the config.
        new("TEM002", "error", "09e7bf09-1391-412a-af9c-821373ae00c8", 1),
        // A custom customer with a user's id.
        new("DBI052", "warning", "f99c5f02-640c-4389-b56c-53c4205d4009", 1),
    ];

    [Fact]
    public async Task Only_what_is_true_is_an_error_or_a_warning() =>
        TrueFindings.Of(await recording.ErrorsAndWarningsAsync()).Select(found => found.ToString())
            .Should().BeEquivalentTo(Expected.Select(known => known.ToString()));

    [Fact]
    public async Task Everything_is_verified()
    {
        var run = await recording.RunAsync();

        run.Findings.OfKind("not-verified").Should().BeEmpty();
        (await recording.UnknownAsync()).Should().BeEmpty("the suite asks only what the platform is known to serve");
    }

    [Fact]
    public async Task Invariants_find_no_more_in_the_rows_of_other_projects() =>
        (await recording.BrokenInvariantsAsync()).Select(finding => finding.Code).Distinct().Should().BeEquivalentTo("DBI052");

    /// <summary>All of it.</summary>
    public sealed class Verified() : VerifiedRecording(() => Recording.Newer, _ => true);
}
