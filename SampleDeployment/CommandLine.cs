using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using SampleClickHouse.Engine;
using SampleDeployment.Damages;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using SampleDeployment.Postgres;

namespace SampleDeployment;

/// <summary>What the command line asks for.</summary>
internal sealed record CommandLine
{
    private static readonly Option<int> PortOption =
        Number("--port", "N", "Port of the API on 127.0.0.1 (default: any free one).", 1, 65535);

    private static readonly Option<string> AdminKeyOption = new("--admin-key")
    {
        HelpName = "KEY",
        Description = "Key that the API expects (default: a new random one).",
        CustomParser = result => Value(result) is { Length: > 0 } key ? key : Mistake<string>(result, " should not be empty"),
    };

    private static readonly Option<Platform> PlatformOption = new("--platform")
    {
        HelpName = "VERSION",
        Description = $"The version of the platform: {string.Join(" or ", Platform.All.Select(platform => platform.Name))} "
            + $"(default: {Platform.Newest.Name}).",
        CustomParser = PlatformOf,
    };

    private static readonly Option<int?> ProjectsOption = OptionalNumber(
        "--projects",
        "N",
        "Generate N ordinary projects instead of the default data set (default with --users or --transactions: 10).",
        1,
        10_000);

    private static readonly Option<int?> UsersOption = OptionalNumber(
        "--users", "N", "Generate ordinary projects with N users in each (default: 100).", 0, 10_000_000);

    private static readonly Option<int?> TransactionsOption = OptionalNumber(
        "--transactions", "N", "Generate ordinary projects with N further transactions in each (default: 0).", 0, 1_000_000);

    private static readonly Option<DateTimeOffset?> ClockOption = new("--clock")
    {
        HelpName = "MOMENT",
        Description = $"The time that balances are computed for: a moment in UTC at which the deployment stands still, "
            + $"or now (default: {SampleClock.Text(SampleClock.Default)}).",
        CustomParser = Moment,
    };

    private static readonly Option<int> LatencyOption = Number("--latency", "MS", "Delay every answer by MS milliseconds.", 0, 600_000);

    private static readonly Option<Damage[]> DamageOption = new("--damage")
    {
        HelpName = "N",
        Description = "Damage the first project; can be repeated.",
        CustomParser = result => All(result, DamageOf),
    };

    private static readonly Option<Fault[]> FaultOption = new("--fault")
    {
        HelpName = "NAME",
        Description = "Let something go wrong between the rows and the caller; can be repeated.",
        CustomParser = result => All(result, FaultCatalogue.Parse),
    };

    private static readonly Option<bool> ClickHouseOption = new("--clickhouse")
    {
        Description = $"Serve ClickHouse too, with a copy of the rows, where its engine is installed (by {EngineLibrary.Installer}).",
    };

    private static readonly Option<bool> StopWithStdinOption = new("--stop-with-stdin") { Description = "Stop when standard input ends." };

    private static readonly Option<bool> ListProjectsOption = new("--list-projects")
    {
        Description = "Print the projects of the default data set as JSON, and end.",
    };

    private static readonly RootCommand Command = Create();

    public bool Help { get; private init; }

    public bool ListProjects { get; private init; }

    public bool StopWithStdin { get; private init; }

    /// <summary>Whether ClickHouse is served where it is installed, with a copy of the rows before any damage.</summary>
    public bool ClickHouse { get; private init; }

    public int Port { get; private init; }

    public string? AdminKey { get; private init; }

    /// <summary>The version of the platform.</summary>
    public Platform Platform { get; private init; } = Platform.Newest;

    public int? Projects { get; private init; }

    public int? Users { get; private init; }

    public int? Transactions { get; private init; }

    /// <summary>The moment that the deployment stands still at; null is one whose time passes.</summary>
    public DateTimeOffset? Clock { get; private init; }

    public TimeSpan Latency { get; private init; }

    public IReadOnlyList<Fault> Faults { get; private init; } = [];

    public IReadOnlyList<Damage> Damages { get; private init; } = [];

    /// <exception cref="FormatException">An argument is unknown or not as it should be; the message names it.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        // A key may begin with @, so @ does not name a file of arguments here.
        var result = Command.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
            throw new FormatException(string.Join('\n', result.Errors.Select(error => error.Message.TrimEnd('.')).Distinct()));
        if (result.GetValue(ClickHouseOption) && result.GetValue(PlatformOption) is { HasEngine: false } older)
            throw new FormatException($"--clickhouse needs --platform {Platform.Newest.Name}; {older.Name} copies one table only");
        if (result.GetResult(DamageOption) is not null && result.GetValue(UsersOption) < DamageTarget.LeastUsers)
            throw new FormatException($"--damage needs --users {DamageTarget.LeastUsers} or more");

        return new()
        {
            Help = result.Action is HelpAction,
            ListProjects = result.GetValue(ListProjectsOption),
            StopWithStdin = result.GetValue(StopWithStdinOption),
            ClickHouse = result.GetValue(ClickHouseOption),
            Port = result.GetValue(PortOption),
            AdminKey = result.GetValue(AdminKeyOption),
            Platform = result.GetValue(PlatformOption) ?? Platform.Newest,
            Projects = result.GetValue(ProjectsOption),
            Users = result.GetValue(UsersOption),
            Transactions = result.GetValue(TransactionsOption),
            Clock = result.GetResult(ClockOption) is null ? SampleClock.Default : result.GetValue(ClockOption),
            Latency = TimeSpan.FromMilliseconds(result.GetValue(LatencyOption)),
            Faults = result.GetValue(FaultOption) ?? [],
            Damages = result.GetValue(DamageOption) ?? [],
        };
    }

    /// <summary>Prints all options, damages and faults.</summary>
    public static void PrintHelp()
    {
        Command.Parse(["--help"]).Invoke();
        Console.WriteLine(
            $"""
            Damages (--damage N), each planted in the first project:
            {string.Join('\n', DamageCatalogue.All.Select(damage =>
                $"  {damage.Number,-2}  {damage.Name}{(damage.IsValid ? " (which is valid)" : "")}"))}

            Faults (--fault NAME). With @PROJECT after it, a fault concerns only answers about that project (a project's id, or its Stripe
            account); with @PROJECT/PATH only those whose URL begins with PATH after {Api.Routes.Api}. USER is a user's id (default: a user
            of the first project).
            {FaultCatalogue.Help}

            Environment:
              {ServerBinaries.Variable}  folder of initdb, pg_ctl and postgres (default: searched for, or installed with apt-get)
              {EngineLibrary.Variable}  file of ClickHouse's engine, libchdb.so (default: where its installer puts it)

            Exit codes: 0 stopped, 1 it could not start, 2 bad arguments.
            """);
    }

    private static RootCommand Create()
    {
        var command = new RootCommand(
            """
            A stand-in for a Stack Auth deployment: a private PostgreSQL with generated data, and the admin API over it.
            Prints the variables to set, then 'ready', and runs until it is stopped (Ctrl-C). It leaves nothing behind.
            """)
        {
            PortOption, AdminKeyOption, PlatformOption, ProjectsOption, UsersOption, TransactionsOption, ClockOption, LatencyOption,
            DamageOption, FaultOption, ClickHouseOption, StopWithStdinOption, ListProjectsOption,
        };
        command.Options.Remove(command.Options.OfType<VersionOption>().Single());
        return command;
    }

    private static Option<int> Number(string name, string helpName, string description, int from, int to) =>
        new(name) { HelpName = helpName, Description = description, CustomParser = result => NumberOf(result, from, to) };

    private static Option<int?> OptionalNumber(string name, string helpName, string description, int from, int to) =>
        new(name) { HelpName = helpName, Description = description, CustomParser = result => NumberOf(result, from, to) };

    private static int NumberOf(ArgumentResult result, int from, int to) =>
        int.TryParse(Value(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : Mistake<int>(result, $" is '{Value(result)}', but should be a whole number from {from} to {to}");

    private static DateTimeOffset? Moment(ArgumentResult result)
    {
        if (Value(result) == "now") return null;

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] forms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.fffK"];
        return DateTimeOffset.TryParseExact(Value(result), forms, CultureInfo.InvariantCulture, utc, out var moment)
            ? moment
            : Mistake<DateTimeOffset?>(
                result, $" is '{Value(result)}', but should be a moment in UTC such as 2026-06-30T12:00:00Z, or now");
    }

    private static Platform? PlatformOf(ArgumentResult result)
    {
        try
        {
            return Platform.Parse(Value(result));
        }
        catch (FormatException mistake)
        {
            return Mistake<Platform>(result, $": {mistake.Message}");
        }
    }

    private static Damage DamageOf(string text) =>
        DamageCatalogue.All.FirstOrDefault(damage => damage.Number.ToString(CultureInfo.InvariantCulture) == text)
        ?? throw new FormatException(
            $"there is no damage '{text}'; there are: "
            + string.Join(", ", DamageCatalogue.All.Select(damage => damage.Number)));

    private static T[] All<T>(ArgumentResult result, Func<string, T> parse)
    {
        try
        {
            return [.. result.Tokens.Select(token => parse(token.Value))];
        }
        catch (FormatException mistake)
        {
            return Mistake<T[]>(result, $": {mistake.Message}") ?? [];
        }
    }

    private static string Value(ArgumentResult result) => result.Tokens[^1].Value;

    private static T? Mistake<T>(ArgumentResult result, string what)
    {
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name}{what}");
        return default;
    }
}
