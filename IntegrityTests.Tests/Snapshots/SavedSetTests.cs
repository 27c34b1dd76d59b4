using FluentAssertions;
using IntegrityTests.Snapshots.Folder;
using IntegrityTests.Snapshots.Format;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class SavedSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"snapshot\":1", "\"snapshot\":7", "has version 7 of the format, and this suite reads version 1")]
    [InlineData("\"checks\"", "\"chocks\"", "lacks something: it was edited")]
    public void A_set_that_cannot_be_understood_is_refused_with_what_is_wrong_and_what_to_do(string text, string other, string problem)
    {
        var file = _folder.File("set.json");
        var sample = File.ReadAllText(Path.Combine(Checkout.Folder, "snapshots", "sample", "set.json"));
        File.WriteAllText(file, sample.Replace(text, other, StringComparison.Ordinal));

        var reading = () => SavedSet.Read(_folder.Path);

        reading.Should().Throw<SnapshotUnusableException>().WithMessage($"The snapshot {file} {problem}*Restore*save the snapshot again.");
    }
}
