namespace IntegrityTests.Running.Reporting;

/// <summary>The parts of a run, put together.</summary>
internal interface IUnion
{
    /// <summary>Whether every part is there, and came to its end.</summary>
    bool IsWhole { get; }

    /// <summary>What there is to say of the union as a whole.</summary>
    Conclusion Conclusion { get; }

    /// <summary>The folders of the parts, in their order.</summary>
    IReadOnlyList<string> Folders { get; }

    /// <summary>The codes of which no test case told what the parts say.</summary>
    IReadOnlyList<string> Untold { get; }

    /// <summary>Reports what the parts say of a check, as results of a case.</summary>
    /// <param name="code">The code of the check.</param>
    /// <param name="name">The name of the case.</param>
    /// <param name="results">Takes them.</param>
    void Report(string code, string name, CaseResults results);
}
