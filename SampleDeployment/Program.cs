using System.Runtime.InteropServices;
using SampleDeployment;
using SampleDeployment.ClickHouse;
using SampleDeployment.Damages;
using SampleDeployment.Data;
using SampleDeployment.Postgres;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (FormatException mistake)
{
    await Console.Error.WriteLineAsync($"{mistake.Message}. --help lists the options.");
    return 2;
}

if (line.Help)
{
    CommandLine.PrintHelp();
    return 0;
}

if (line.ListProjects)
{
    Console.WriteLine(Listing.Projects(Plans.Of(line.Platform)));
    return 0;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
if (line.StopWithStdin)
    _ = StopWithStdinAsync();

try
{
    await using var deployment = await Deployment.StartAsync(line, stop.Token);
    Console.WriteLine(Listing.Start(deployment));
    await Task.Delay(Timeout.Infinite, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception reason) when (reason is PrivateClusterException or IOException or DamageMissedException or ClickHouseException)
{
    await Console.Error.WriteLineAsync(reason.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

async Task StopWithStdinAsync()
{
    // Reading blocks a thread on some platforms, so it gets one of its own.
    await Task.Run(() => Console.In.ReadToEndAsync());
    await stop.CancelAsync();
}
