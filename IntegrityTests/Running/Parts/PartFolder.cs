using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Parts;

/// <summary>Finds the parts of a run in a folder.</summary>
internal static class PartFolder
{
    /// <summary>What lies below a folder: parts, and what is wrong with what is none.</summary>
    public static (IReadOnlyList<Part> Parts, IReadOnlyList<string> Problems) Read(string folder)
    {
        var (parts, problems) = (new List<Part>(), new List<string>());
        try
        {
            foreach (var location in Directory.EnumerateFiles(folder, FindingsFile.Name, SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(folder, Path.GetDirectoryName(location)!);
                try
                {
                    parts.Add(Part.Open(location, name));
                }
                catch (FormatException problem)
                {
                    problems.Add($"The folder {name} {problem.Message}. It is left out. Run the shard again, or remove the folder.");
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The folder {folder} cannot be read: {failure.Message} Nothing more of it is known.");
        }

        return (parts, problems);
    }
}
