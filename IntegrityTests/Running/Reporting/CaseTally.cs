namespace IntegrityTests.Running.Reporting;

/// <summary>What one test case has proven so far; safe for several threads.</summary>
internal sealed class CaseTally
{
    private readonly long[] _rows = new long[Enum.GetValues<RowVerdict>().Length];

    /// <summary>Rows by their verdict.</summary>
    public long this[RowVerdict verdict] => Interlocked.Read(ref _rows[(int)verdict]);

    /// <summary>Whether something of the case as a whole could not be had.</summary>
    public bool IsNotVerified { get; set; }

    /// <summary>Whether rows were left: the budget was over, or the run was stopped.</summary>
    public bool IsLeft { get; set; }

    public void Count(RowVerdict verdict) => Interlocked.Increment(ref _rows[(int)verdict]);
}
