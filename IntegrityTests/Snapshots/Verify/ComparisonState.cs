using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>What all comparisons of a run share.</summary>
internal sealed class ComparisonState
{
    public ComparisonState() => Dependent = new DependentDifferences(Reported);

    /// <summary>What was saved.</summary>
    public required SavedSet Set { get; init; }

    /// <summary>What time alone changes.</summary>
    public required ForeseenAnswers Foreseen { get; init; }

    /// <summary>The part of the run that compares.</summary>
    public required Shard Shard { get; init; }

    /// <summary>Shows values, personal ones only on request.</summary>
    public required PersonalData Values { get; init; }

    /// <summary>Leaves out of a saved answer what is ignored now, but was not when it was saved; null: nothing is.</summary>
    public Func<SavedLine, SavedLine>? Ignored { get; init; }

    /// <summary>What was reported before.</summary>
    public ReportedDifferences Reported { get; } = new();

    /// <summary>What goes with something that may be reported by itself.</summary>
    public DependentDifferences Dependent { get; }

    /// <summary>Which projects were compared as a whole.</summary>
    public ComparedProjects Projects { get; } = new();

    /// <summary>Whether this run verifies what a line of a saved file is about.</summary>
    /// <param name="project">The id of the project.</param>
    /// <param name="file">Class and method of the check, and list where the file is one of several.</param>
    /// <param name="line">The line.</param>
    public bool IsOwn(string project, string file, SavedLine line) => Shard == Shard.Whole
        || (!SnapshotFiles.IsOfList(file) && SortKey.UserOf(line.Place) is { } user
            ? Shard.OwnsUser(project, user)
            : Shard.Owns(project));

    /// <summary>What makes findings of the differences of a project.</summary>
    /// <param name="project">The id of the project.</param>
    /// <param name="name">What people call it; null when it is not known any more.</param>
    /// <param name="report">Takes the findings.</param>
    public DifferenceFindings Differences(string project, string? name, IFollowerReport report) => new(project, name, this, report);
}
