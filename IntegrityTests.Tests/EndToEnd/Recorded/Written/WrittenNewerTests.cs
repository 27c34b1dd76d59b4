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
        // Kinds of faults of the platform's own that affect customers: grants with an expiry to come, refunds, ends.
        new("PAY006", "warning", "b6cd667d-147a-40bd-a2ac-c0d144c4fcae", 4),
        new("PAY006", "warning", "3feb622f-2c1d-40fd-b3d8-a1aceb403492", 4),
        new("PAY006", "warning", "f99c5f02-640c-4389-b56c-53c4205d4009", 1),
        new("PAY006", "warning", "internal", 1),
        new("PAY006", "warning", Seeded, 1),
    ];

    [FactRequiringFacts]
    public async Task Only_what_is_true_is_an_error_or_a_warning() =>
        TrueFindings.Of(await recording.ErrorsAndWarningsAsync()).Select(found => found.ToString())
            .Should().BeEquivalentTo(Expected.Select(known => known.ToString()));

    [FactRequiringFacts]
    public async Task What_the_platform_accepts_and_leaves_behind_is_information() =>
        (await recording.InfosAsync()).Should().BeEquivalentTo(
        [
            ("DBI003", 1), ("DBI016", 5), ("DBI017", 3), ("DBI036", 3), ("DBI037", 26), ("DBI049", 2), ("DBI050", 2), ("DBI070", 1),
            ("DBI096", 2), ("DBI119", 1), ("DBI123", 2), ("DBI135", 1), ("DBI138", 2), ("DBI145", 1), ("PAY005", 8),
        ]);

    [FactRequiringFacts]
    public async Task Everything_is_verified()
    {
        var run = await recording.RunAsync();

        run.Findings.OfKind("not-verified").Should().BeEmpty();
        (await recording.UnknownAsync()).Should().BeEmpty("the suite asks only what the platform is known to serve");
    }

    /// <summary>All of it.</summary>
    public sealed class Verified() : VerifiedRecording(Recording.WrittenNewer, _ => true);
}
