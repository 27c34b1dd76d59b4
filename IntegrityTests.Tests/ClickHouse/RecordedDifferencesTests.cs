using FluentAssertions;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>What differs in the recorded pair is found, each called what the recording says that it is, and nothing else.</summary>
[Collection(RecordedPairCollection.Name)]
public sealed class RecordedDifferencesTests(RecordedPairs pairs)
{
    private static readonly string[] Recorded =
    [
        "Behind users 236100fb",
        "Differs users 91f5d360 display_name",
        "Ghost contact_channels e34d3c4a",
        "Hidden team_member_profiles 90358ee1/6f16fae5",
        "Hidden team_permissions 90358ee1/6f16fae5/team_member",
        "Hidden connected_accounts 3924640b/github/gh-C-2",
        "Hidden connected_accounts 572a9e3c/github/gh-C-3",
        "Ghost team_permissions 664f0d7f/236100fb/p_gone",
        "Ghost team_permissions 90358ee1/236100fb/p_gone",
        "Ghost team_permissions 664f0d7f/236100fb/p_read",
        "Ghost project_permissions 236100fb/pp_a",
        "Ghost project_permissions 572a9e3c/pp_a",
        "Ghost project_permissions ab8557a8/pp_a",
        "Ghost project_permissions dc7420b2/pp_a",
    ];

    [FactRequiringClickHouseRecording]
    public async Task Exactly_what_the_recording_lists_differs() => (await pairs.DifferencesAsync()).Should().BeEquivalentTo(Recorded);

    [FactRequiringClickHouseRecording]
    public async Task What_waits_is_counted_and_no_difference()
    {
        var results = await pairs.ResultsAsync();

        ComparedPair.Counts(results, Verdict.Waits).Should().BeEquivalentTo(new Dictionary<string, long>
        {
            ["users"] = 1,
            ["team_member_profiles"] = 1,
            ["team_permissions"] = 1,
        });
        ComparedPair.Counts(results, Verdict.TeamIsGone).Should()
            .BeEquivalentTo(new Dictionary<string, long> { ["team_invitations"] = 2 });
    }
}
