using System.CommandLine;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SampleClickHouse.Engine;
using SampleClickHouse.Http;

var portOption = new Option<int>("--port") { Description = "Port on 127.0.0.1 (default: any free one)." };
var stopOption = new Option<bool>("--stop-with-stdin") { Description = "Stop when standard input ends." };
var command = new RootCommand(
    $"""
    A stand-in for a ClickHouse server: ClickHouse's own engine, without data, behind its HTTP interface.
    Prints the variables to set, then 'ready', and runs until it is stopped (Ctrl-C). It leaves nothing behind.
    The engine is a library that {EngineLibrary.Installer} installs; {EngineLibrary.Variable} names another file.
    SAMPLE_CLICKHOUSE_PASSWORD is the password of both users (default: a new random one).
    Exit codes: 0 stopped, 1 it could not start, 2 bad arguments.
    """)
{
    portOption, stopOption,
};
command.SetAction((arguments, _) => RunAsync(arguments.GetValue(portOption), arguments.GetValue(stopOption)));
var parsed = command.Parse(args);
return parsed.Errors.Count > 0 ? Math.Max(2, await parsed.InvokeAsync()) : await parsed.InvokeAsync();

static async Task<int> RunAsync(int port, bool stopsWithStdin)
{
    using var stop = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
    if (EngineLibrary.Find() is not { } library)
    {
        await Console.Error.WriteLineAsync(EngineLibrary.Missing);
        return 1;
    }

    if (stopsWithStdin)
        _ = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            await stop.CancelAsync();
        });
    try
    {
        await ServeAsync(library, port, stop.Token);
        return 0;
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        return 0;
    }
    catch (Exception reason) when (reason is IOException or EngineException or DllNotFoundException or BadImageFormatException)
    {
        await Console.Error.WriteLineAsync(reason.Message);
        return 1;
    }

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}

static async Task ServeAsync(string library, int port, CancellationToken cancel)
{
    var password = Environment.GetEnvironmentVariable("SAMPLE_CLICKHOUSE_PASSWORD") is { Length: > 0 } given
        ? given
        : RandomNumberGenerator.GetHexString(32, lowercase: true);
    User[] users = [new("stackframe", password), new("reader", password, OnlyReads: true)];
    using var folder = DataFolder.Create();
    NativeEngine.Load(library);
    // The engine lives as long as a connection: this one.
    using var first = Session.Open(folder.Path);
    using var queries = new QueryEndpoint(folder.Path, new(users));
    await using var server = await HttpServer.StartAsync(port, queries, cancel);
    Console.WriteLine(
        $"""
        INTEGRITY_CLICKHOUSE_URL={server.Url}
        INTEGRITY_CLICKHOUSE_USER={users[0].Name}
        INTEGRITY_CLICKHOUSE_PASSWORD={password}
        ready
        """);
    await Task.Delay(Timeout.Infinite, cancel);
}
