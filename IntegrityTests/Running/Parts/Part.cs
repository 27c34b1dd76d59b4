using System.Globalization;
using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Parts;

/// <summary>The results of one part of a run.</summary>
/// <param name="Location">Its file of findings.</param>
/// <param name="Folder">The folder of its results, as the operator names it: below the one of all parts.</param>
/// <param name="Run">The first line: the settings of the part, and what it verified.</param>
/// <param name="Index">Which part it is, from 1.</param>
/// <param name="Of">How many parts the run has.</param>
/// <param name="Started">When it began.</param>
internal sealed record Part(string Location, string Folder, JsonElement Run, int Index, int Of, DateTimeOffset Started)
{
    // Without it the run was not split: it says nothing of its share.
    private const string Build = "suite";

    /// <summary>How people find it.</summary>
    public string Name => $"shard {Index}/{Of} ({Folder})";

    /// <summary>Reads the first line of a file of findings.</summary>
    /// <exception cref="FormatException">It is none of a part; the message goes on after the name of the folder.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static Part Open(string location, string folder)
    {
        using var lines = new PartLines(location);
        if (lines.Next() is not { } run)
            throw new FormatException("has findings without a whole line: the shard was cut off before it knew what it verifies");
        if (run.Text("kind") != "run" || run.Text("shard") is not { } shard || run.Text("started") is not { } text
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var started))
            throw new FormatException("has findings that do not begin as those of a run do");
        if (run.Text(Build) is null)
            throw new FormatException("has the findings of a run that was not split: a shard needs INTEGRITY_SHARD, also if it is 1/1");
        return shard.Split('/') is [var index, var of]
            && int.TryParse(index, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(of, CultureInfo.InvariantCulture, out var all)
            && number >= 1 && number <= all
                ? new Part(location, folder, run, number, all, started)
                : throw new FormatException("has findings of a shard that is none");
    }
}
