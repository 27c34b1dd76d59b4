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
        // Kinds of faults of the platform's own that affect customers: grants with an expiry to come, refunds, ends.
        new("PAY006", "warning", "b6cd667d-147a-40bd-a2ac-c0d144c4fcae", 4),
        new("PAY006", "warning", "f99c5f02-640c-4389-b56c-53c4205d4009", 1),
        new("PAY006", "warning", "internal", 1),
    ];

    [Fact]
    public async Task Only_what_is_true_is_an_error_or_a_warning() =>
        TrueFindings.Of(await recording.ErrorsAndWarningsAsync()).Select(found => found.ToString())
            .Should().BeEquivalentTo(Expected.Select(known => known.ToString()));

    [Fact]
    public async Task What_the_platform_accepts_and_leaves_behind_is_information() =>
        (await recording.InfosAsync()).Should().BeEquivalentTo(
        [
            ("DBI003", 1), ("DBI016", 5), ("DBI017", 3), ("DBI036", 3), ("DBI037", 26), ("DBI049", 2), ("DBI050", 1), ("DBI070", 1),
            ("DBI096", 2), ("DBI119", 1), ("DBI138", 2), ("PAY005", 6),
        ]);

    [Fact]
    public async Task Everything_is_verified()
    {
        var run = await recording.RunAsync();

        run.Findings.OfKind("not-verified").Should().BeEmpty();
        (await recording.UnknownAsync()).Should().BeEmpty("the suite asks only what the platform is known to serve");
    }

    /// <summary>All of it.</summary>
    public sealed class Verified() : VerifiedRecording(() => Recording.Newer, _ => true);
}
