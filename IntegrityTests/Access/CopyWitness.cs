using IntegrityTests.Copies;
using IntegrityTests.Copies.Reading;
using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Npgsql;

namespace IntegrityTests.Access;

/// <summary>
/// The third witness: the copy for analytics in ClickHouse. It is opened when a check first asks for it; a run goes on without it. There is
/// one instance per run, and what it compares is compared once for all checks.
/// </summary>
public sealed class CopyWitness : IAsyncDisposable
{
    /// <summary>How long what is on its way may take until it is read again: 2 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Each reads whole tables of a project: more would slow down both databases and the other checks.
    private const int AtOnce = 2;
    private const int MostFailures = 3;

    private readonly Witnesses _witnesses;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _aborted;
    private readonly RecentlyUsed<string, ProjectCopy> _compared = new(capacity: 64);
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Lazy<Task<Opened>> _opened;
    private int _failures;

    /// <summary>Nothing is asked yet.</summary>
    public CopyWitness(Witnesses witnesses, Run run)
    {
        _witnesses = witnesses;
        _clock = run.Clock;
        _aborted = run.Aborted;
        _opened = new(OpenAsync);
    }

    /// <summary>Why nothing is to be verified; null where a ClickHouse is named.</summary>
    public string? WhyNone => _witnesses.Options.WhyNoClickHouse;

    /// <summary>Why the ClickHouse that is named cannot be verified; null when it can.</summary>
    public async Task<string?> WhyUnusableAsync() => (await _opened.Value).Problem;

    /// <summary>Asks ClickHouse and PostgreSQL, not too often at once.</summary>
    /// <exception cref="NotVerifiedException">One of them failed; the message says why and what to do.</exception>
    public async Task<T> AskAsync<T>(Func<ClickHouseServer, ReplicaDatabase, Task<T>> ask, CancellationToken cancel)
    {
        var opened = await _opened.Value.WaitAsync(cancel);
        if (opened.Server is not { } server) throw new NotVerifiedException(opened.Problem!);
        await _turns.WaitAsync(cancel);
        try
        {
            if (_failures >= MostFailures)
                throw new NotVerifiedException(
                    $"ClickHouse failed {MostFailures} times in a row, as earlier rows say, and is asked no more. Run it again when it "
                    + "answers.");
            var answer = await ask(server, _witnesses.Database);
            _failures = 0;
            return answer;
        }
        catch (ClickHouseUnavailableException failure)
        {
            Interlocked.Increment(ref _failures);
            throw new NotVerifiedException(failure.Message, failure);
        }
        catch (RowsOutOfOrderException failure)
        {
            throw new NotVerifiedException(failure.Message, failure);
        }
        catch (NpgsqlException failure)
        {
            throw new NotVerifiedException(
                "The database failed while its rows were compared with ClickHouse: "
                + (failure is PostgresException refused ? DatabaseFailure.Words(refused) : failure.Message)
                + ". Run it when the replica has less to do.",
                failure);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>What the comparison of a project found. It is made once, as long as not too many others are asked for after it.</summary>
    /// <exception cref="NotVerifiedException">It could not be made.</exception>
    public Task<ProjectCopy> OfAsync(Project project, CancellationToken cancel) =>
        _compared.GetAsync(project.Id, () => CompareAsync(project)).WaitAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _turns.Dispose();
        if (_opened.IsValueCreated) (await _opened.Value).Server?.Dispose();
    }

    private async Task<ProjectCopy> CompareAsync(Project project)
    {
        var store = await _witnesses.Stores.OfAsync(project, _aborted);
        if (store.Database != _witnesses.Database)
            return new ProjectCopy([], [], "the project's users are in a database of its own, whose copy is not compared");
        var tenancies = await TenanciesAsync(project);
        if (tenancies.Count == 0) return new ProjectCopy([], [], "the project has no tenancy");
        if (tenancies.DistinctBy(tenancy => tenancy.Branch).Count() < tenancies.Count)
            return new ProjectCopy([], [], "several tenancies have the same branch, which ClickHouse does not tell apart");
        return await AskAsync(
            async (server, database) =>
            {
                var plans = TenancyComparison.Plans(database.Schema, server.Schema);
                var comparison = new TenancyComparison(plans, new ClickHouseCopy(server), new PostgresSource(database), WaitAsync);
                var old = new OldChanges(database, WaitAsync);
                var results = new List<TenancyResult>();
                foreach (var tenancy in tenancies)
                {
                    var result = await comparison.CompareAsync(tenancy, _aborted);
                    results.Add(result with { OldChanges = await old.OfAsync(plans, tenancy, _aborted) });
                }

                return new ProjectCopy(results, plans, null);
            },
            _aborted);
    }

    private Task<List<TenancyKey>> TenanciesAsync(Project project) => _witnesses.Database.QueryAsync(
        """SELECT id, "branchId" FROM "Tenancy" WHERE "projectId" = @project ORDER BY "branchId", id""",
        row => new TenancyKey(row.GetGuid(0), project.Id, row.GetString(1)),
        _aborted,
        ("project", project.Id));

    private Task WaitAsync(CancellationToken cancel) => Task.Delay(Patience, _clock, cancel);

    private async Task<Opened> OpenAsync()
    {
        var options = _witnesses.Options;
        var address = new ClickHouseAddress(
            options.ClickHouseUrl!, options.ClickHouseUser, options.ClickHousePassword ?? "", options.Timeout);
        ClickHouseServer? server = null;
        try
        {
            server = await ClickHouseServer.OpenAsync(address, _aborted);
            var problem = await new CopyOrigin(server, _witnesses.Database).WhyForeignAsync(_aborted);
            if (problem is null) return new Opened(server, null);
            server.Dispose();
            return new Opened(null, $"{address} {problem}");
        }
        catch (ClickHouseUnavailableException failure)
        {
            server?.Dispose();
            return new Opened(null, failure.Message);
        }
    }

    private sealed record Opened(ClickHouseServer? Server, string? Problem);
}

/// <summary>What the comparison of a project found.</summary>
/// <param name="Tenancies">Each of its tenancies.</param>
/// <param name="Plans">How the mappings were compared.</param>
/// <param name="WhySkipped">Why nothing was compared; null when it was.</param>
public sealed record ProjectCopy(IReadOnlyList<TenancyResult> Tenancies, IReadOnlyList<Plan> Plans, string? WhySkipped);
