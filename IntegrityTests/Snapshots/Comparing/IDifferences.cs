using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Comparing;

/// <summary>Takes what two files of answers do not have in common.</summary>
internal interface IDifferences
{
    /// <summary>A saved answer is not there any more.</summary>
    void Removed(SavedLine saved);

    /// <summary>An answer was not there when the snapshot was saved.</summary>
    void Added(SavedLine now);

    /// <summary>An answer may be another one.</summary>
    /// <returns>Whether they differ; null: nothing can be said about them.</returns>
    bool? Compare(SavedLine saved, SavedLine now);
}
