using IntegrityTests.Access;
using IntegrityTests.Repairs;

namespace IntegrityTests.Checks.Database;

/// <summary>Plans the repairs of what invariants find, where INTEGRITY_REPAIR asks for it.</summary>
/// <param name="script">The script that gets them; null: nobody asked.</param>
public sealed class RepairPlans(RepairScript? script) : IDisposable
{
    /// <summary>What plans the repairs of an invariant's findings; null: nothing is planned.</summary>
    /// <param name="witnesses">The database.</param>
    /// <param name="place">The invariant, and the database that it is asked about.</param>
    internal Func<IReadOnlyCollection<string>, CancellationToken, Task>? Of(Witnesses witnesses, InvariantPlace place)
    {
        if (script is null || place.Invariant.Repairs.Count == 0) return null;
        if (place.Own is not null)
        {
            return (subjects, _) =>
            {
                if (subjects.Count > 0) script.Say(place.Invariant.Code, $"{subjects.Count} of them in the {place.Own}: not planned.");
                return Task.CompletedTask;
            };
        }

        var planner = new RepairPlanner(script, witnesses.Database);
        return (subjects, cancel) => planner.PlanAsync(RuleOf(place.Invariant), subjects, cancel);
    }

    internal static BrokenRule RuleOf(Invariant invariant) => new(invariant.Code, invariant.Title, invariant.Sql, invariant.Repairs);

    /// <inheritdoc/>
    public void Dispose() => script?.Dispose();
}
