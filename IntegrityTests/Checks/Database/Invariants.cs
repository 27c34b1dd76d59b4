namespace IntegrityTests.Checks.Database;

/// <summary>Finds the invariants: those of the suite, and those in the operator's folder.</summary>
public static class Invariants
{
    private static readonly Lazy<IReadOnlyList<Invariant>> OfSuite = new(() => Read(Embedded(), []));

    /// <summary>The suite's own invariants, by code.</summary>
    public static IReadOnlyList<Invariant> Shipped => OfSuite.Value;

    /// <summary>All invariants, by code.</summary>
    /// <param name="folder">The operator's folder, of which all <c>.sql</c> files are read; null: none.</param>
    /// <exception cref="InvariantException">The folder or a file is not as it should be; the message lists all mistakes.</exception>
    public static IReadOnlyList<Invariant> Load(string? folder) => folder is null ? Shipped : Read(Files(folder), Shipped);

    private static List<Invariant> Read(IEnumerable<(string File, Func<string> Text)> files, IReadOnlyList<Invariant> known)
    {
        var found = known.ToList();
        var mistakes = new List<string>();
        foreach (var (file, text) in files)
        {
            try
            {
                var invariant = InvariantFile.Read(Path.GetFileName(file), text(), isOwn: known.Count > 0);
                if (found.Find(other => other.Code == invariant.Code) is { } other)
                    mistakes.Add(
                        $"{file} has the code {invariant.Code}, which {other.File} has too. Expected a code of its own, such as OWN001.");
                else
                    found.Add(invariant);
            }
            catch (FormatException mistake)
            {
                mistakes.Add($"{file} {mistake.Message}.");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                mistakes.Add($"{file} cannot be read: {failure.Message}");
            }
        }

        if (mistakes.Count > 0) throw new InvariantException(mistakes);
        return [.. found.OrderBy(invariant => invariant.Code, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string File, Func<string> Text)> Embedded() => typeof(Invariants).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
        .Select(name => (name, (Func<string>)(() => Resource(name))));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Invariants).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static IEnumerable<(string File, Func<string> Text)> Files(string folder)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(folder, "*.sql");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvariantException([$"INTEGRITY_INVARIANTS names a folder that cannot be read: {failure.Message}"]);
        }

        if (files.Length == 0)
            throw new InvariantException(
                [$"INTEGRITY_INVARIANTS names {folder}, which has no .sql file. Expected a folder of invariants, or no value."]);
        return files.Order(StringComparer.Ordinal).Select(file => (file, (Func<string>)(() => File.ReadAllText(file))));
    }
}
