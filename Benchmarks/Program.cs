using Benchmarks;
using Benchmarks.Reporting;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (FormatException mistake)
{
    await Console.Error.WriteLineAsync($"{mistake.Message}. --help lists the parts and options.");
    return 2;
}

if (line.Help)
{
    CommandLine.PrintHelp();
    return 0;
}

if (!OperatingSystem.IsLinux())
{
    await Console.Error.WriteLineAsync("The benchmarks run on Linux only: CPU time and peak memory of the processes come from /proc.");
    return 1;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    var report = new Report(line);
    foreach (var part in line.Parts)
        await part.MeasureAsync(line, report, stop.Token);
    Console.WriteLine(report);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
catch (BenchmarkException reason)
{
    await Console.Error.WriteLineAsync(reason.Message);
    return 1;
}
