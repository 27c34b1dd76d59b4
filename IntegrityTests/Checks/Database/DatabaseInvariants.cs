using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using Npgsql;
using Xunit;

namespace IntegrityTests.Checks.Database;

/// <summary>
/// DBI001 and following: rules about the whole database, each a file beside this one, and those of the operator. Rules about users, teams
/// and purchases hold in the databases that projects have of their own, too.
/// </summary>
[CheckCatalogue]
public sealed class DatabaseInvariants(Witnesses witnesses, InvariantTurns turns, RepairPlans repairs)
{
    private const string Sequence = "global_seq_id";

    /// <summary>Runs the query of the invariant; what it returns twice is a finding.</summary>
    [StreamingTheory]
    [MemberData(nameof(InvariantCatalogue.OfCase), MemberType = typeof(InvariantCatalogue))]
    public async Task Invariant_holds(InvariantPlace place, CheckRow row, CancellationToken cancel)
    {
        var invariant = place.Invariant;
        var query = await QueryAsync(place.Own, cancel);
        using var turn = await turns.TakeAsync(cancel);
        try
        {
            await new InvariantVerification(row, query, invariant, repairs.Of(witnesses, place)).RunAsync(cancel);
        }
        catch (PostgresException exception) when (Explain(invariant, exception) is { } reason)
        {
            throw reason;
        }
    }

    /// <summary>
    /// What a failure of the query means: another version of the platform, a query that takes too long, or one that is wrong.
    /// </summary>
    internal static Exception? Explain(Invariant invariant, PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedObject
            when !invariant.IsOwn =>
            new RowSkippedException($"this deployment does not have what it reads: {exception.MessageText}"),
        // A user with SELECT on all tables still has none on sequences. The name stands in the message whatever its language.
        PostgresErrorCodes.InsufficientPrivilege when exception.MessageText.Contains(Sequence, StringComparison.Ordinal) =>
            new RowSkippedException(
                $"the database user may not read {Sequence}: GRANT SELECT ON SEQUENCE {Sequence} to it ({exception.MessageText})"),
        PostgresErrorCodes.QueryCanceled =>
            new NotVerifiedException($"{invariant.File} was cancelled: {exception.MessageText}. Run it when the replica has less to do."),
        _ => new NotVerifiedException($"{invariant.File} failed with {DatabaseFailure.Words(exception)}"),
    };

    private async Task<InvariantQuery> QueryAsync(OwnDatabase? own, CancellationToken cancel)
    {
        if (own is null) return new InvariantQuery(witnesses.Database, await witnesses.Projects.ChosenAsync(cancel), now: witnesses.Now());
        var store = await witnesses.Stores.OfAsync(own.First, cancel);
        return new InvariantQuery(store.Database ?? throw store.RowsGap!.ToException(), null, own, witnesses.Now());
    }
}
