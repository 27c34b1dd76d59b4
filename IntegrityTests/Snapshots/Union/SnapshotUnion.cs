using System.Text.Json.Nodes;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Union;

/// <summary>
/// Puts together what the parts of a run saved: each file has the lines of all parts in the order of the rows, byte for byte as one machine
/// would have written it.
/// </summary>
internal static class SnapshotUnion
{
    /// <summary>Makes one snapshot of those of the parts, if they saved any.</summary>
    /// <param name="options">Say where it goes.</param>
    /// <param name="ran">The settings that all parts had.</param>
    /// <param name="results">The folders of the parts' results.</param>
    public static Conclusion PutTogether(IntegrityOptions options, JsonObject ran, IReadOnlyList<string> results)
    {
        if ((string?)ran["snapshots"] != "save") return new Conclusion([], []);
        var path = FolderOf(options, ran);
        try
        {
            var parts = results.Select(folder => Path.Combine(folder, IntegrityOptions.PartOfSnapshot)).ToList();
            var sets = parts.Select(SavedSet.Read).ToList();
            using var folder = SnapshotFolder.Open(path, saves: true);
            var answers = Write(folder, parts, sets);
            var saved = $"{Quantity.Of(answers, "answer")} of {Quantity.Of(parts.Count, "shard")}";
            return new Conclusion([], [$"snapshot: {saved} saved to {path}"]);
        }
        catch (SnapshotUnusableException problem)
        {
            return new Conclusion([$"The snapshots of the shards were not put together: {problem.Message}"], []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Conclusion(
                [$"The snapshots of the shards could not be put together in {path}: {failure.Message} What was saved before is as it was."],
                []);
        }
    }

    private static long Write(SnapshotFolder folder, List<string> parts, List<SavedSet> sets)
    {
        var header = Convert.ToHexString(sets[0].Header.ToLine());
        var other = sets.FindIndex(set => Convert.ToHexString(set.Header.ToLine()) != header);
        if (other > 0)
        {
            throw new SnapshotUnusableException(
                $"{parts[other]} was saved with other settings, of another deployment or with another key than {parts[0]}. Run the shards "
                + "again, all with the same settings.");
        }

        var answers = 0L;
        var names = parts.SelectMany(Files).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var target = Path.Combine(folder.Work, name);
            answers += FileUnion.Write([.. parts.Select(part => Path.Combine(part, name)).Where(File.Exists)], target);
        }

        new SavedSet(
            sets[0].Header,
            [.. sets.SelectMany(set => set.Checks).Distinct(StringComparer.Ordinal)],
            sets.Exists(set => set.LeavesProjectsOut)).Write(folder.Work);
        folder.Commit();
        return answers;
    }

    private static IEnumerable<string> Files(string part) =>
        Directory.EnumerateFiles(part, "*" + SnapshotFiles.Verified, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(part, file));

    /// <summary>Where the snapshot goes: a run that puts parts together has no deployment, and names the folder as they would.</summary>
    internal static string FolderOf(IntegrityOptions options, JsonObject ran)
    {
        var url = (string?)ran["apiUrl"];
        return (options with { UsesSample = url is null, ApiUrl = url is null ? null : new Uri(url) }).SnapshotFolder();
    }
}
