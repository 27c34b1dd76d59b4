using Npgsql;
using SampleDeployment;
using SampleDeployment.Data;
using SampleDeployment.Postgres;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>
/// A private PostgreSQL with prepared databases of one version of the platform, of which each test takes a copy. There is one for each
/// version, whatever the number of classes that use it, so that they can run at the same time; it starts when a test first needs it, and
/// ends with this process.
/// </summary>
public sealed class ClusterFixture
{
    private static readonly Dictionary<Platform, PreparedCluster> Clusters =
        Platform.All.ToDictionary(platform => platform, platform => new PreparedCluster(platform));

    private readonly PreparedCluster _cluster;

    /// <summary>That of the reference version.</summary>
    public ClusterFixture()
        : this(Platform.Reference)
    {
    }

    private ClusterFixture(Platform platform) => _cluster = Clusters[platform];

    /// <summary>That of a version of the platform.</summary>
    internal static ClusterFixture Of(Platform platform) => new(platform);

    /// <summary>The connection string of the default data set, which nobody changes.</summary>
    internal Task<string> SampleAsync() => _cluster.Sample.Value;

    /// <summary>A copy of the default data set for one test to change; gives its connection string.</summary>
    internal async Task<string> CopySampleAsync() => await _cluster.CopyAsync(await _cluster.Filled.Value, SampleDatabases.Main);

    /// <summary>
    /// A new database for one test to change, with tables, constraints and indexes, but no rows; gives its connection string.
    /// </summary>
    internal async Task<string> CreateDatabaseAsync() => await _cluster.CopyAsync(await _cluster.Empty.Value, PreparedCluster.EmptyName);

    /// <summary>The server of a version, with its two templates: nobody may be connected to what is copied.</summary>
    private sealed class PreparedCluster
    {
        public const string EmptyName = "empty";

        private readonly Lazy<Task<PrivateCluster>> _started = new(() => PrivateCluster.StartAsync(CancellationToken.None));
        private int _copies;

        public PreparedCluster(Platform platform)
        {
            Empty = new(() => EmptyAsync(platform));
            Filled = new(() => FilledAsync(platform));
            Sample = new(async () => await CopyAsync(await Filled.Value, SampleDatabases.Main));
        }

        public Lazy<Task<PrivateCluster>> Empty { get; }

        public Lazy<Task<PrivateCluster>> Filled { get; }

        public Lazy<Task<string>> Sample { get; }

        public async Task<string> CopyAsync(PrivateCluster cluster, string template)
        {
            var name = $"test_{Interlocked.Increment(ref _copies)}";
            await cluster.CreateDatabaseAsync(name, template);
            return cluster.ConnectionString(name);
        }

        private async Task<PrivateCluster> EmptyAsync(Platform platform)
        {
            var cluster = await _started.Value;
            await cluster.CreateDatabaseAsync(EmptyName);
            await using var connection = new NpgsqlConnection(cluster.ConnectionString(EmptyName) + ";Pooling=false");
            await connection.OpenAsync();
            await Schema.CreateTablesAsync(connection, platform, CancellationToken.None);
            await Schema.AddConstraintsAsync(connection, platform, CancellationToken.None);
            return cluster;
        }

        private async Task<PrivateCluster> FilledAsync(Platform platform)
        {
            var cluster = await _started.Value;
            await SampleDatabases.CreateAsync(
                cluster, platform, Plans.Of(platform), AdminCalls.Key, SampleClock.Default, CancellationToken.None);
            return cluster;
        }
    }
}
