namespace IntegrityTests.Running.Reporting;

/// <summary>
/// How much the failed results of a run may say together, so that its TRX can be opened whatever is found. Beyond, results share theirs,
/// and the findings are in the file of findings. Safe for several threads.
/// </summary>
internal sealed class ResultBudget
{
    /// <summary>Characters of all results: with what a TRX adds to each, less than 10 MB.</summary>
    public const int MaxCharacters = 4_000_000;

    // A TRX says the name three times and adds ids and times.
    private const int PerResult = 1200;

    private long _taken;

    /// <summary>Whether there is room for a result, which then counts.</summary>
    /// <param name="characters">What the result says.</param>
    public bool Takes(int characters)
    {
        if (Interlocked.Read(ref _taken) > MaxCharacters) return false;
        return Interlocked.Add(ref _taken, characters + PerResult) <= MaxCharacters;
    }
}
