using System.Globalization;
using SampleDeployment.Data;

namespace IntegrityTests.Tests.Detection;

/// <summary>What the names in braces in an entry's files stand for.</summary>
internal sealed class EntryIds
{
    private const int LeastUsers = 6;

    private static readonly Dictionary<string, int> Users = new()
    {
        // Has a password and an e-mail to sign in with, and bought something; in no team, granted nothing.
        ["user"] = 2,
        ["neighbour"] = 4,
        // In the team and has it selected; granted all; has no auth method.
        ["member"] = 1,
        // Has an e-mail, and no way to sign in.
        ["plain"] = 13,
        // Bought nothing.
        ["poor"] = 16,
        ["oauth"] = 6,
        ["github_only"] = 3,
        ["passkey_only"] = 11,
    };

    private static readonly Dictionary<string, int> Mails = new() { ["first_mail"] = 4, ["second_mail"] = 16 };

    private readonly Dictionary<string, string> _values;

    public EntryIds(ProjectPlan plan, int number)
    {
        _values = new Dictionary<string, string>
        {
            ["project"] = plan.Id,
            ["account"] = plan.StripeAccount ?? "",
            ["tenancy"] = plan.TenancyId.ToString(),
            ["team"] = plan.TeamId(1).ToString(),
            ["password"] = Seeded.Id(number, "password method", Users["user"]).ToString(),
            ["github"] = Seeded.Id(number, "github method", Users["oauth"]).ToString(),
            ["other"] = Plans.Uniform(DamageCorpus.Last, 0, transactions: 0)[DamageCorpus.Last - 1].Id,
            ["new"] = Own("eeeeeeee", number),
            ["low"] = Own("00000000", number),
            ["nobody"] = Own("dddddddd", number),
        };
        foreach (var (name, index) in Users) _values[name] = plan.UserId(index).ToString();
        foreach (var (name, index) in Mails) _values[name] = Seeded.Id(number, "mail", index).ToString();
        _values["lesser"] = ((string[])[_values["user"], _values["neighbour"]]).Min(StringComparer.Ordinal)!;
    }

    /// <summary>
    /// The users that a project needs for these names in a text, and for damages that choose among all: each user costs many calls of
    /// the run over the corpus.
    /// </summary>
    public static int UsersFor(string text) =>
        Users.Concat(Mails).Where(named => text.Contains($"{{{named.Key}}}", StringComparison.Ordinal))
            .Select(named => named.Value)
            .Append(LeastUsers)
            .Max();

    /// <summary>The text with ids in the place of names.</summary>
    public string Fill(string text) =>
        _values.Aggregate(text, (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));

    /// <summary>Whether a project's id or a subject ends with an id of no other entry, for findings that can name no project.</summary>
    public bool Owns(string text) =>
        ((string[])["tenancy", "first_mail", "second_mail", "new", "low", "nobody"])
            .Any(name => text.EndsWith(_values[name], StringComparison.Ordinal));

    private static string Own(string start, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{start}-0000-4000-8000-{number:d12}");
}
