using System.Globalization;
using SampleDeployment.Data;

namespace IntegrityTests.Tests.Detection;

/// <summary>What the names in braces in an entry's files stand for.</summary>
internal sealed class EntryIds
{
    private readonly Dictionary<string, string> _values;

    public EntryIds(ProjectPlan plan, int number)
    {
        var (user, neighbour) = (plan.UserId(2).ToString(), plan.UserId(4).ToString());
        _values = new Dictionary<string, string>
        {
            ["project"] = plan.Id,
            ["account"] = plan.StripeAccount ?? "",
            ["tenancy"] = plan.TenancyId.ToString(),
            // Has a password and an e-mail to sign in with, and bought something; in no team, granted nothing.
            ["user"] = user,
            ["neighbour"] = neighbour,
            ["lesser"] = string.CompareOrdinal(user, neighbour) < 0 ? user : neighbour,
            // In the team and has it selected; granted all; has no auth method.
            ["member"] = plan.UserId(1).ToString(),
            ["team"] = plan.TeamId(1).ToString(),
            // Has an e-mail, and no way to sign in.
            ["plain"] = plan.UserId(13).ToString(),
            // Bought nothing.
            ["poor"] = plan.UserId(16).ToString(),
            ["oauth"] = plan.UserId(6).ToString(),
            ["github_only"] = plan.UserId(3).ToString(),
            ["passkey_only"] = plan.UserId(11).ToString(),
            ["password"] = Seeded.Id(number, "password method", 2).ToString(),
            ["github"] = Seeded.Id(number, "github method", 6).ToString(),
            // All mails of the project.
            ["first_mail"] = Seeded.Id(number, "mail", 4).ToString(),
            ["second_mail"] = Seeded.Id(number, "mail", 16).ToString(),
            ["other"] = Plans.Uniform(DamageCorpus.Last, 0, transactions: 0)[DamageCorpus.Last - 1].Id,
            ["new"] = Own("eeeeeeee", number),
            ["low"] = Own("00000000", number),
            ["nobody"] = Own("dddddddd", number),
        };
    }

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
