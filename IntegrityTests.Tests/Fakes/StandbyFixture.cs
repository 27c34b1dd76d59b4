using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment;
using SampleDeployment.Data;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.Fakes;

/// <summary>The sample deployment, and a standby of its database.</summary>
public sealed class StandbyFixture : IAsyncLifetime
{
    private PrivateCluster _cluster = null!;
    private Standby? _standby;
    private int _copies;

    private Standby Standby => _standby!;

    internal string Primary => _cluster.ConnectionString(SampleDatabases.Main) + ";Pooling=false";

    public async Task InitializeAsync()
    {
        _cluster = await PrivateCluster.StartAsync(CancellationToken.None);
        await SampleDatabases.CreateAsync(
            _cluster, Platform.Reference, [ServedSample.Project], AdminCalls.Key, SampleClock.Default, CancellationToken.None);
        _standby = await Standby.OfAsync(_cluster);
    }

    public async Task DisposeAsync()
    {
        if (_standby is not null) await _standby.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>The options of a run over the standby.</summary>
    internal IntegrityOptions OnStandby(IntegrityOptions options) =>
        options with { Database = Standby.ConnectionString(options.Database!), AllowPrimary = false };

    internal void GoOnAt(int expected, int pauses)
    {
        if (pauses == expected) Standby.GoOn();
    }

    /// <summary>Lets the standby follow, and waits until it has.</summary>
    internal void Follow()
    {
        Standby.GoOn();
        Standby.FollowAsync().GetAwaiter().GetResult();
    }

    /// <summary>The standby's database, which has received a change and not replayed it.</summary>
    internal async Task<ReplicaDatabase> BehindAsync(string change)
    {
        var primary = await CopyAsync();
        await HaltBehindAsync(new StoredRows(primary), change);
        return await ReplicaDatabase.OpenAsync(Standby.ConnectionString(primary), CancellationToken.None);
    }

    /// <summary>The standby's copy of the sample's database, which has replayed a change.</summary>
    internal async Task<ReplicaDatabase> FollowingAsync(string change)
    {
        Standby.GoOn();
        var primary = await CopyAsync();
        await new StoredRows(primary).ExecuteAsync(change);
        await Standby.FollowAsync();
        return await ReplicaDatabase.OpenAsync(Standby.ConnectionString(primary), CancellationToken.None);
    }

    /// <summary>The deployment after a change that the standby has received and not replayed.</summary>
    internal async Task<ServedSample> ServeBehindAsync(string change)
    {
        Standby.GoOn();
        var served = await ServedSample.ServeAsync(await CopyAsync(), []);
        await HaltBehindAsync(new StoredRows(served.Database), change);
        return served;
    }

    private async Task<string> CopyAsync()
    {
        var name = $"copy_{++_copies}";
        await _cluster.CreateDatabaseAsync(name, SampleDatabases.Main);
        return _cluster.ConnectionString(name);
    }

    private async Task HaltBehindAsync(StoredRows rows, string change)
    {
        Standby.GoOn();
        await Standby.FollowAsync();
        Standby.Halt();
        await rows.ExecuteAsync($"SET session_replication_role = replica; {change}");
        await Standby.ReceiveAsync();
    }
}

/// <summary>Tests of this collection share a standby, so they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class StandbyCollection : ICollectionFixture<StandbyFixture>
{
    public const string Name = "standby";
}
