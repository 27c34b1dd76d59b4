using System.Globalization;
using SampleDeployment.Damages;
using SampleDeployment.Data;
using SampleDeployment.Faults;

namespace SampleDeployment;

/// <summary>What the command line asks for.</summary>
internal sealed record CommandLine
{
    public bool Help { get; private set; }

    public bool ListProjects { get; private set; }

    public bool StopWithStdin { get; private set; }

    public int Port { get; private set; }

    public string? AdminKey { get; private set; }

    public int? Projects { get; private set; }

    public int? Users { get; private set; }

    public int? Transactions { get; private set; }

    /// <summary>The moment that the deployment stands still at; null is one that goes on.</summary>
    public DateTimeOffset? Clock { get; private set; } = SampleClock.Default;

    public TimeSpan Latency { get; private set; }

    public List<Fault> Faults { get; } = [];

    public List<Damage> Damages { get; } = [];

    /// <exception cref="FormatException">An argument is unknown or not as it should be; the message names it.</exception>
    public static CommandLine Parse(IEnumerable<string> arguments)
    {
        var line = new CommandLine();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var name))
            line.Take(name, () => rest.TryDequeue(out var value) ? value : throw new FormatException($"{name} needs a value"));

        if (line.Damages.Count > 0 && line.Users < DamageTarget.LeastUsers)
            throw new FormatException($"--damage needs --users {DamageTarget.LeastUsers} or more");
        return line;
    }

    private void Take(string name, Func<string> value)
    {
        switch (name)
        {
            case "--help" or "-h":
                Help = true;
                break;
            case "--list-projects":
                ListProjects = true;
                break;
            case "--stop-with-stdin":
                StopWithStdin = true;
                break;
            case "--port":
                Port = Number(name, value(), 1, 65535);
                break;
            case "--admin-key":
                AdminKey = value() is { Length: > 0 } key ? key : throw new FormatException($"{name} should not be empty");
                break;
            case "--projects":
                Projects = Number(name, value(), 1, 10_000);
                break;
            case "--users":
                Users = Number(name, value(), 0, 10_000_000);
                break;
            case "--transactions":
                Transactions = Number(name, value(), 0, 1_000_000);
                break;
            case "--clock":
                Clock = Moment(name, value());
                break;
            case "--latency":
                Latency = TimeSpan.FromMilliseconds(Number(name, value(), 0, 600_000));
                break;
            case "--fault":
                Faults.Add(FaultCatalogue.Parse(value()));
                break;
            case "--damage":
                Damages.Add(DamageOf(value()));
                break;
            default:
                throw new FormatException($"there is no option '{name}'");
        }
    }

    private static DateTimeOffset? Moment(string name, string text)
    {
        if (text == "now")
            return null;

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] forms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.fffK"];
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, utc, out var moment)
            ? moment
            : throw new FormatException($"{name} is '{text}', but should be a moment in UTC such as 2026-06-30T12:00:00Z, or now");
    }

    private static int Number(string name, string text, int from, int to) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : throw new FormatException($"{name} is '{text}', but should be a whole number from {from} to {to}");

    private static Damage DamageOf(string text) =>
        DamageCatalogue.All.FirstOrDefault(damage => damage.Number.ToString(CultureInfo.InvariantCulture) == text)
        ?? throw new FormatException($"there is no damage '{text}'; there are: {string.Join(", ", DamageCatalogue.All.Select(damage => damage.Number))}");
}
