using System.Globalization;
using Benchmarks.Parts;

namespace Benchmarks;

/// <summary>What to measure, and how much of it.</summary>
internal sealed record CommandLine
{
    public const string HelpText =
        """
        Measures the budgets of docs/performance.md and prints its last section: markdown on standard output, progress on standard error.

          dotnet run -c Release --project Benchmarks -- all
          dotnet run -c Release --project Benchmarks -- throughput latency --users 5000

        Parts: all, or any of
          throughput   rate and client CPU of a call, against a bare HttpClient loop
          latency      16 requests in flight against one, 20 ms of latency in the deployment
          memory       peak memory with N users and with 10 N
          snapshots    a run that compares with a snapshot against one that does not: time and peak memory
          startup      from the start of 'dotnet test --no-build' to the first request
          costs        what the client's CPU is spent on
          invariants   all database invariants over 1,000,000 users, and their plans (takes minutes to fill the tables)
        or, which is not among all:
          detection    how much of random damage is found; its output is a section of docs/detection.md

        Options:
          --users N    users of the deployment that is measured, from 1000 (default: 10000)
          --rounds N   how often each measurement is repeated; medians are told (default: 3)
          --damages N  how many damages to plant, from 10 (default: 300)
          --seed N     decides which damages (default: 1)

        Exit codes: 0 measured, whether the budgets are met or not; 1 could not measure; 2 bad arguments.
        """;

    private static readonly IPart[] All = [new Throughput(), new Latency(), new Memory(), new Snapshots(), new StartUp(), new Costs(), new InvariantSet()];

    private static readonly IPart[] Known = [.. All, new Detection.Detection()];

    public bool Help { get; private set; }

    public IReadOnlyList<IPart> Parts { get; private set; } = [];

    public int Users { get; private set; } = 10_000;

    public int Rounds { get; private set; } = 3;

    public int Damages { get; private set; } = 300;

    public int Seed { get; private set; } = 1;

    /// <summary>The command that asks for the same again.</summary>
    public string Command { get; private init; } = "";

    /// <exception cref="FormatException">An argument is unknown or not as it should be; the message names it.</exception>
    public static CommandLine Parse(IReadOnlyCollection<string> arguments)
    {
        var line = new CommandLine { Command = $"dotnet run -c Release --project Benchmarks -- {string.Join(' ', arguments)}" };
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
            line.Take(argument, rest);
        return line.Help || line.Parts.Count > 0 ? line : throw new FormatException("Name what to measure, such as: all");
    }

    private void Take(string argument, Queue<string> rest)
    {
        switch (argument)
        {
            case "--help" or "-h":
                Help = true;
                break;
            case "--users":
                Users = Number(argument, rest, from: 1000, to: 1_000_000);
                break;
            case "--rounds":
                Rounds = Number(argument, rest, from: 1, to: 100);
                break;
            case "--damages":
                Damages = Number(argument, rest, from: 10, to: 10_000);
                break;
            case "--seed":
                Seed = Number(argument, rest, from: 0, to: int.MaxValue);
                break;
            case "all":
                Parts = All;
                break;
            default:
                Parts = [.. Parts, Known.FirstOrDefault(part => part.Name == argument) ?? throw new FormatException($"There is no part '{argument}'.")];
                break;
        }
    }

    private static int Number(string name, Queue<string> rest, int from, int to) =>
        rest.TryDequeue(out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= from && number <= to
            ? number
            : throw new FormatException($"{name} should be followed by a whole number from {from} to {to}.");
}
