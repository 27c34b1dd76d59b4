using System.Net;
using System.Runtime.CompilerServices;
using ClickHouse.Driver;
using ClickHouse.Driver.ADO;
using ClickHouse.Driver.ADO.Parameters;
using ClickHouse.Driver.ADO.Readers;

namespace IntegrityTests.Deployment.ClickHouse;

/// <summary>
/// The third witness: ClickHouse, which has a copy of the data for analytics. It is read and never written: every query is sent as
/// read-only, or as a user whose profile is.
/// </summary>
public sealed class ClickHouseServer : IDisposable
{
    private const string MergesAcrossPartitions = "do_not_merge_across_partitions_select_final";
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(10);

    private readonly ClickHouseAddress _address;
    private readonly HttpClient _http;
    private ClickHouseClient _client;
    private Dictionary<string, object> _settings;

    private ClickHouseServer(ClickHouseAddress address)
    {
        _address = address;
        // A redirect would carry the password elsewhere.
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = Connecting,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _client = Client(compresses: false);
        _settings = new()
        {
            // 2, not 1: with 1 the settings beside it would be refused.
            ["readonly"] = 2,
            [MergesAcrossPartitions] = 0,
            ["max_execution_time"] = (long)LongQuery.TotalSeconds,
            // A part of a result would look like missing rows.
            ["result_overflow_mode"] = "throw",
            ["timeout_overflow_mode"] = "throw",
            ["max_threads"] = 2,
            // A large table is sorted and counted on ClickHouse's disk instead of in its memory.
            ["max_bytes_before_external_sort"] = 512L << 20,
            ["max_bytes_before_external_group_by"] = 512L << 20,
        };
    }

    /// <summary>The most that a query over a whole table may take: 10 minutes.</summary>
    public static TimeSpan LongQuery => TimeSpan.FromMinutes(10);

    /// <summary>The tables and columns that the user sees.</summary>
    public ClickHouseSchema Schema { get; private set; } = new([]);

    /// <summary>Connects, makes sure that nothing can be written, and reads the schema.</summary>
    /// <exception cref="ClickHouseUnavailableException">It cannot be reached or used.</exception>
    public static async Task<ClickHouseServer> OpenAsync(ClickHouseAddress address, CancellationToken cancel)
    {
        var server = new ClickHouseServer(address);
        try
        {
            await server.BeginAsync(cancel);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Runs a short query and maps its rows.</summary>
    /// <exception cref="ClickHouseUnavailableException">It failed.</exception>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<ClickHouseRow, T> map, CancellationToken cancel, params (string Name, string Value)[] parameters)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_address.Timeout);
        return await ReadAsync(sql, map, parameters, deadline.Token, cancel).ToListAsync(cancel);
    }

    /// <summary>
    /// Runs a long query, at most <see cref="LongQuery"/> long, and gives its rows as they come. The server fixes what it reads before the
    /// first row comes.
    /// </summary>
    /// <exception cref="ClickHouseUnavailableException">It failed, at its beginning or later.</exception>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string sql,
        Func<ClickHouseRow, T> map,
        [EnumeratorCancellation] CancellationToken cancel,
        params (string Name, string Value)[] parameters)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(LongQuery);
        await foreach (var row in ReadAsync(sql, map, parameters, deadline.Token, cancel)) yield return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancel)
    {
        try
        {
            await RequireReadOnlyAsync(cancel);
        }
        catch (ClickHouseUnavailableException refused)
            when (refused.InnerException is ClickHouseServerException { ErrorCode: ClickHouseFailure.SettingsRefused })
        {
            // A profile that is read-only refuses settings, and needs none to be so.
            _settings = [];
            await AsTheServerCompressesAsync(cancel);
        }

        const string Columns = "SELECT table, name, type FROM system.columns WHERE database = 'analytics_internal'";
        Schema = new ClickHouseSchema(await QueryAsync(Columns, row => (row.Text(0)!, row.Text(1)!, row.Text(2)!), cancel));
        if (Schema.IsEmpty)
        {
            throw new ClickHouseUnavailableException(
                $"{_address} shows this user no table of analytics_internal. Expected in INTEGRITY_CLICKHOUSE_USER: a user who may read "
                + "them, such as the platform's own (the platform's limited_user sees only its views), and a server that this platform "
                + "writes to.");
        }
    }

    // The driver always says whether it wants compression. Such a profile only lets it say what the server does by itself.
    private async Task AsTheServerCompressesAsync(CancellationToken cancel)
    {
        try
        {
            await RequireReadOnlyAsync(cancel);
        }
        catch (ClickHouseUnavailableException refused)
            when (refused.InnerException is ClickHouseServerException { ErrorCode: ClickHouseFailure.SettingsRefused })
        {
            _client.Dispose();
            _client = Client(compresses: true);
            await RequireReadOnlyAsync(cancel);
        }
    }

    private ClickHouseClient Client(bool compresses) => new(new ClickHouseClientSettings
    {
        Host = _address.Url.Host,
        Port = (ushort)_address.Url.Port,
        Protocol = _address.Url.Scheme,
        Path = _address.Url.AbsolutePath,
        Username = _address.User,
        Password = _address.Password,
        UseCompression = compresses,
        // Else the driver sets how JSON columns are written, which a read-only profile refuses. None is read.
        JsonReadMode = JsonReadMode.None,
        JsonWriteMode = JsonWriteMode.None,
        HttpClient = _http,
    });

    private async Task RequireReadOnlyAsync(CancellationToken cancel)
    {
        const string Sql = $"SELECT toString(getSetting('readonly')), toString(getSetting('{MergesAcrossPartitions}'))";
        var answer = await QueryAsync(Sql, row => (row.Text(0), row.Text(1)), cancel);
        if (answer is not [var (isReadOnly, keepsPartitionsApart)])
            throw new ClickHouseUnavailableException(ClickHouseFailure.NoClickHouse(_address));
        if (isReadOnly is not ("1" or "2"))
        {
            throw new ClickHouseUnavailableException(
                $"{_address} does not keep queries read-only although it was asked to. Nothing was read. Expected: a user with "
                + "readonly = 1.");
        }

        if (keepsPartitionsApart is not ("0" or "false"))
        {
            throw new ClickHouseUnavailableException(
                $"{_address} gives this user the setting {MergesAcrossPartitions} = 1, with which it answers with old versions of rows, "
                + "and refuses to change it. Set it to 0 in the user's profile, or name another user in INTEGRITY_CLICKHOUSE_USER.");
        }
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(
        string sql,
        Func<ClickHouseRow, T> map,
        (string Name, string Value)[] parameters,
        [EnumeratorCancellation] CancellationToken deadline,
        CancellationToken cancel)
    {
        var given = new ClickHouseParameterCollection();
        foreach (var (name, value) in parameters)
            given.Add(new ClickHouseDbParameter { ParameterName = name, Value = value, ClickHouseType = "String" });
        await using var reader = await TryAsync(
            () => _client.ExecuteReaderAsync(sql, given, new QueryOptions { CustomSettings = _settings }, deadline), cancel);
        while (await TryAsync(() => reader.ReadAsync(deadline), cancel)) yield return Map(reader, map);
    }

    private T Map<T>(ClickHouseDataReader reader, Func<ClickHouseRow, T> map)
    {
        try
        {
            return map(new ClickHouseRow(reader));
        }
        catch (Exception unread) when (unread is InvalidCastException or FormatException or OverflowException)
        {
            throw new ClickHouseUnavailableException(ClickHouseFailure.Explain(unread, _address), unread);
        }
    }

    // The driver throws what its reading of bytes throws when an answer is none of ClickHouse.
    private async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            throw new ClickHouseUnavailableException(ClickHouseFailure.Explain(failure, _address), failure);
        }
    }
}
