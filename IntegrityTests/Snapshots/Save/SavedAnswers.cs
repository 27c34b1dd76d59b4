using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Save;

/// <summary>Gives answers to the snapshot of the run. Without one, nothing happens.</summary>
public static class SavedAnswers
{
    /// <summary>Takes an answer as one of a row. The API's client passes every answer that belongs to one row.</summary>
    public static void Keep(CheckRow row, ApiResponse answer) => Of(row)?.Add(answer);

    /// <summary>
    /// Says what a kept answer will be as time passes and nothing else happens, such as a balance with grants that expire. A later run
    /// compares with what was foreseen for its moment.
    /// </summary>
    /// <param name="row">The row that asked.</param>
    /// <param name="answer">The answer, as it was given to <see cref="Keep"/>.</param>
    /// <param name="later">The moments at which its quantity changes, in order, each with the quantity from then on.</param>
    public static void Foresee(CheckRow row, ApiResponse answer, IReadOnlyList<FutureQuantity> later) =>
        Of(row)?.Foresee(answer, later);

    /// <summary>Whether what is foreseen is used, so that a check can spare itself the work otherwise.</summary>
    public static bool AreWanted(CheckRow row) => Of(row) is not null;

    private static RowAnswers? Of(CheckRow row) => row.Notes as RowAnswers;
}
