using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>What is wrong in one project never shows in another.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class UntouchedProjectTests(PlantedRun run)
{
    private static readonly ProjectCopy[] Projects =
        [.. new[] { Granting.Id, Paying.Id, Restricting.Id, Ordinary.Id }.Select(project => new ProjectCopy(project, "untouched"))];

    internal static readonly Planting Nothing = new(Projects, _ => Task.CompletedTask);

    [Fact]
    public async Task Projects_beside_damaged_ones_are_sound()
    {
        foreach (var copy in Projects)
        {
            var project = await run.InAsync(copy);
            project.Should().BeGreen();
            project.Should().FindExactly();
        }
    }
}
