using System.Collections.Concurrent;
using System.Collections.Frozen;
using IntegrityTests.Access;
using IntegrityTests.Continuation;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using Npgsql;

namespace IntegrityTests.Sources;

/// <summary>
/// How many users, teams and customers the checks that ask per row will come to, so that a run can say how far it is: the database's own
/// estimate at once, and a count as soon as it is there. Only what is due counts: the scope, the shard, the sample, and what no earlier run
/// has verified. There is one instance per run.
/// </summary>
internal sealed class Totals : IAsyncDisposable
{
    // A run over more projects has no total where a check asks for some kinds of customers only.
    private const int MostProjects = 10_000;

    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<(string Code, string Project), RowKinds> _narrowed = new();
    private readonly Witnesses _witnesses;
    private readonly Task _counting;
    private Counts? _counts;

    /// <summary>Begins to count.</summary>
    public Totals(Witnesses witnesses)
    {
        _witnesses = witnesses;
        _counting = Task.Run(CountAsync, CancellationToken.None);
    }

    private static Dictionary<CustomerType, RowKinds> Kinds { get; } = new()
    {
        [CustomerType.User] = RowKinds.Users,
        [CustomerType.Team] = RowKinds.Teams,
        [CustomerType.Custom] = RowKinds.Customs,
    };

    /// <summary>Says what kinds of rows a check asks for.</summary>
    /// <param name="context">A test case of the check.</param>
    /// <param name="kinds">The kinds; null: each project has its own, see <see cref="NarrowAsync"/>.</param>
    public static async Task ExpectAsync(CaseContext context, RowKinds? kinds)
    {
        if (await OfAsync(context) is not { } totals || context.Run.HasForecast(context.Check.Code)) return;
        var kept = context.Run.Settings.Continues ? Kept(await context.Run.FixtureAsync<Continued>(), context.Check.Code) : null;
        context.Run.Forecast(context.Check.Code, partition => totals.Of(context.Check.Code, kinds, partition, kept));
    }

    /// <summary>Says what kinds of customers a check asks for in a project.</summary>
    public static async Task NarrowAsync(CaseContext context, Project project, IEnumerable<CustomerType> types)
    {
        if (await OfAsync(context) is not { } totals || totals._narrowed.Count >= MostProjects) return;
        totals._narrowed[(context.Check.Code, project.Id)] =
            types.Aggregate(RowKinds.None, (kinds, type) => kinds | Kinds[type]);
    }

    /// <summary>Waits for the count.</summary>
    internal Task CountedAsync() => _counting;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _counting;
        _ended.Dispose();
    }

    // What is looked up by name needs no total, and a run of something else than a deployment has none.
    private static async Task<Totals?> OfAsync(CaseContext context) =>
        context.Run.Settings.Only is null && context.Run.Fixtures.Has(typeof(Totals)) ? await context.Run.FixtureAsync<Totals>() : null;

    private static Dictionary<string, long> Kept(Continued continued, string code) => continued.All
        .Where(covered => covered.Check == code)
        .GroupBy(covered => covered.Project)
        .ToDictionary(project => project.Key, project => project.Sum(covered => covered.Ranges
            .Where(range => range.Run != continued.Run && continued.IsFresh(range.Run))
            .Sum(range => (long)range.Rows)));

    private RowForecast? Of(string code, RowKinds? kinds, string? partition, Dictionary<string, long>? kept)
    {
        if (Volatile.Read(ref _counts) is not { } counts) return null;
        var all = kinds is { } known ? counts.Of(known, partition) : Narrowed(code, partition, counts);
        if (all is null) return null;
        var verified = partition is null ? kept?.Values.Sum() : kept?.GetValueOrDefault(partition);
        var due = Math.Max(0, all.Rows - (verified ?? 0));
        return _witnesses.Options.Sample is { } sample
            ? new RowForecast(due * sample.Parts / Sampling.Whole, true)
            : new RowForecast(due, all.IsAbout || kept is not null);
    }

    // Of projects that nobody came to yet as many customers as of the others.
    private RowForecast? Narrowed(string code, string? partition, Counts counts)
    {
        if (counts.Projects.Count == 0) return null;
        if (partition is not null && _narrowed.TryGetValue((code, partition), out var kinds)) return counts.Of(kinds, partition);
        var (met, due) = (0L, 0L);
        foreach (var ((check, project), some) in _narrowed)
        {
            if (check != code || !counts.Projects.TryGetValue(project, out var rows)) continue;
            met += rows.Of(RowKinds.All);
            due += rows.Of(some);
        }

        if (met == 0 || counts.Of(RowKinds.All, partition) is not { } all) return null;
        return partition is null
            ? new RowForecast(due + ((all.Rows - met) * due / met), all.IsAbout || all.Rows > met)
            : new RowForecast(all.Rows * due / met, true);
    }

    private async Task CountAsync()
    {
        try
        {
            if (Estimated(await EstimateAsync()) is { } estimate) Volatile.Write(ref _counts, estimate);
            Volatile.Write(ref _counts, await CountAllAsync(_ended.Token));
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            // Without totals the run says less, and verifies the same.
        }
    }

    // Of the whole tables: an estimate of a part of them would be a guess.
    private Counts? Estimated(RowCounts tables)
    {
        var options = _witnesses.Options;
        if (!options.ChoosesAllProjects || options.MaxUsersPerProject is not null || tables.Users < 0 || tables.Teams < 0) return null;
        var of = options.Shard.Of;
        return new Counts(new(tables.Users / of, tables.Teams / of, 0), FrozenDictionary<string, RowCounts>.Empty, true, true);
    }

    private async Task<RowCounts> EstimateAsync()
    {
        const string Sql = """
            SELECT coalesce((SELECT reltuples FROM pg_class WHERE oid = to_regclass('"ProjectUser"')), -1)::bigint,
                coalesce((SELECT reltuples FROM pg_class WHERE oid = to_regclass('"Team"')), -1)::bigint
            """;
        return (await _witnesses.Database.QueryAsync(Sql, row => new RowCounts(row.GetInt64(0), row.GetInt64(1), 0), _ended.Token))[0];
    }

    private async Task<Counts> CountAllAsync(CancellationToken cancel)
    {
        var (database, options) = (_witnesses.Database, _witnesses.Options);
        var elsewhere = await _witnesses.OwnDatabases.CandidatesAsync(cancel);
        var users = new UserReader(database).Walk(options.MaxUsersPerProject);
        var teams = new TeamReader(database).Walk;
        var customs = CustomerReader.Walk(CustomerType.Custom);
        var projects = new Dictionary<string, RowCounts>(StringComparer.Ordinal);
        var (all, isAbout) = (default(RowCounts), false);
        await foreach (var project in _witnesses.Projects.ProjectsAsync(cancel))
        {
            isAbout |= elsewhere.Contains(project.Id);
            if (project.TenancyId is not { } tenancy || elsewhere.Contains(project.Id)) continue;
            var isOwn = options.Shard.Owns(project.Id);
            // Which users belong to a shard is known when they have been walked over.
            var rows = new RowCounts(
                (await database.Census.OfAsync(users, tenancy, cancel)).Rows / options.Shard.Of,
                isOwn ? (await database.Census.OfAsync(teams, tenancy, cancel)).Rows : 0,
                isOwn ? (await database.Census.OfAsync(customs, tenancy, cancel)).Rows : 0);
            all = all.And(rows);
            if (projects.Count <= MostProjects) projects[project.Id] = rows;
        }

        if (projects.Count > MostProjects) projects.Clear();
        return new Counts(all, projects.ToFrozenDictionary(StringComparer.Ordinal), isAbout, options.Shard != Shard.Whole);
    }

    private sealed record Counts(RowCounts All, FrozenDictionary<string, RowCounts> Projects, bool IsAbout, bool IsSplit)
    {
        public RowForecast? Of(RowKinds kinds, string? project)
        {
            var isAbout = IsSplit && kinds.HasFlag(RowKinds.Users);
            return project is null ? new RowForecast(All.Of(kinds), IsAbout || isAbout)
                : Projects.TryGetValue(project, out var rows) ? new RowForecast(rows.Of(kinds), isAbout)
                : null;
        }
    }

    private readonly record struct RowCounts(long Users, long Teams, long Customs)
    {
        public RowCounts And(RowCounts other) => new(Users + other.Users, Teams + other.Teams, Customs + other.Customs);

        public long Of(RowKinds kinds) =>
            (kinds.HasFlag(RowKinds.Users) ? Users : 0) + (kinds.HasFlag(RowKinds.Teams) ? Teams : 0)
            + (kinds.HasFlag(RowKinds.Customs) ? Customs : 0);
    }
}

/// <summary>Kinds of rows that checks ask for one by one.</summary>
[Flags]
internal enum RowKinds
{
    /// <summary>No rows.</summary>
    None = 0,

    /// <summary>Users.</summary>
    Users = 1,

    /// <summary>Teams.</summary>
    Teams = 2,

    /// <summary>Customers that are neither users nor teams.</summary>
    Customs = 4,

    /// <summary>All customers.</summary>
    All = Users | Teams | Customs,
}
