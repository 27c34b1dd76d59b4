using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using Benchmarks.Parts;

namespace Benchmarks;

/// <summary>What to measure, and how much of it.</summary>
internal sealed record CommandLine
{
    private const string Everything = "all";

    private static readonly IPart[] All =
        [new Throughput(), new Latency(), new Memory(), new Snapshots(), new StartUp(), new Costs(), new InvariantSet()];
    private static readonly IPart[] Known =
        [.. All, new EngineInvariants(), new ClickHouseCopies(), new Tables(), new ReportPageOpening(), new Detection.Detection()];

    private static readonly Argument<string[]> PartsArgument = new("PART")
    {
        Description = $"What to measure: {Everything}, or any of the parts below.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<int> UsersOption =
        Number("--users", "Users of the deployment that is measured", 10_000, 1000, 1_000_000);

    private static readonly Option<int> RoundsOption =
        Number("--rounds", "How often each measurement is repeated; the median is reported", 3, 1, 100);

    private static readonly Option<int> RowsOption =
        Number("--rows", "Stored rows of the payments engine, or of a table", 1_000_000, 10_000, 10_000_000);

    private static readonly Option<int> DamagesOption = Number("--damages", "How many damages to plant", 300, 10, 10_000);

    private static readonly Option<int> SeedOption = Number("--seed", "Decides which damages are planted", 1, 0, int.MaxValue);

    private static readonly Option<string> PlatformOption = new("--platform")
    {
        Description = "The version of the platform that random damage is planted into: 2026-03 or 2026-04",
        DefaultValueFactory = _ => "2026-04",
    };

    private static readonly RootCommand Root = Create();

    public bool Help { get; private init; }

    public IReadOnlyList<IPart> Parts { get; private init; } = [];

    public int Users { get; private init; }

    public int Rounds { get; private init; }

    public int Rows { get; private init; }

    public int Damages { get; private init; }

    public int Seed { get; private init; }

    public string Platform { get; private init; } = "";

    /// <summary>The command that asks for the same again.</summary>
    public string Command { get; private init; } = "";

    /// <exception cref="FormatException">An argument is unknown or not as it should be; the message names it.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var result = Root.Parse(arguments);
        if (result.Action is HelpAction) return new() { Help = true };
        if (result.Errors.Count > 0)
            throw new FormatException(string.Join('\n', result.Errors.Select(error => error.Message.TrimEnd('.')).Distinct()));

        var names = result.GetValue(PartsArgument)!;
        return new()
        {
            Parts = [.. names.SelectMany(name => name == Everything ? All : Known.Where(part => part.Name == name))],
            Users = result.GetValue(UsersOption),
            Rounds = result.GetValue(RoundsOption),
            Rows = result.GetValue(RowsOption),
            Damages = result.GetValue(DamagesOption),
            Seed = result.GetValue(SeedOption),
            Platform = result.GetValue(PlatformOption)!,
            Command = $"dotnet run -c Release --project Benchmarks -- {string.Join(' ', arguments)}",
        };
    }

    /// <summary>Prints all parts and options.</summary>
    public static void PrintHelp()
    {
        Root.Parse(["--help"]).Invoke();
        Console.WriteLine(
            """
            Parts:
              throughput   rate and client CPU of a call, against a bare HttpClient loop
              latency      16 requests in flight against one, with 20 ms of latency in the deployment
              memory       peak memory with N users and with 10 N
              snapshots    a run that compares with a snapshot against one that does not: time and peak memory
              startup      time from the start of 'dotnet test --no-build' to the first request
              costs        what the client's CPU is spent on
              invariants   all database invariants over 1,000,000 users, and their plans (filling the tables takes minutes)
            and, which is not part of all:
              engine       all database invariants over a payments engine of N stored rows and of N / 10 (50 KB of disk for each,
                           beside what the queries keep there while they run)
              clickhouse   ClickHouse's copy of N users compared with their rows: all equal, and a difference in each part
              tables       saving and comparing a table of N rows beside the sample's: time and peak memory (200 bytes of disk for each row)
              report       opening a report of 10,000 findings in Chromium, and a first search in it
              detection    how much of random damage is found; its output is a section of docs/detection.md

            Examples:
              dotnet run -c Release --project Benchmarks -- all
              dotnet run -c Release --project Benchmarks -- throughput latency --users 5000

            Exit codes: 0 measured, whether the budgets are met or not; 1 could not measure; 2 bad arguments.
            """);
    }

    private static RootCommand Create()
    {
        var command = new RootCommand(
            """
            Measures the budgets of docs/performance.md and prints its last section: markdown on standard output,
            progress on standard error.
            """)
        {
            PartsArgument, UsersOption, RoundsOption, RowsOption, DamagesOption, SeedOption, PlatformOption,
        };
        PlatformOption.AcceptOnlyFromAmong("2026-03", "2026-04");
        command.Options.Remove(command.Options.OfType<VersionOption>().Single());
        PartsArgument.Validators.Add(result =>
        {
            var unknown = result.Tokens
                .Select(token => token.Value)
                .Where(name => name != Everything && Known.All(part => part.Name != name));
            foreach (var name in unknown)
                result.AddError(
                    $"There is no part '{name}'; there are: {Everything}, {string.Join(", ", Known.Select(part => part.Name))}");
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int usual, int from, int to) => new(name)
    {
        HelpName = "N",
        Description = $"{description} (from {from}).",
        DefaultValueFactory = _ => usual,
        CustomParser = result => NumberOf(result, name, from, to),
    };

    private static int NumberOf(ArgumentResult result, string name, int from, int to)
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
            return number;

        result.AddError($"{name} is '{text}', but should be a whole number from {from} to {to}");
        return 0;
    }
}
