using System.Globalization;
using System.Text.Json.Nodes;
using SampleDeployment.Data;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// An entry of the corpus in the folder <c>Damage</c>: SQL that plants one damage, or nothing wrong, into one project of a healthy
/// deployment, and what a run must find there.
/// </summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Number">The number of the project that it is planted into.</param>
/// <param name="Damage">The text of <c>damage.sql</c>; its first line says in words what is wrong.</param>
/// <param name="Findings">The lines of <c>expected.jsonl</c>.</param>
public sealed record DamageEntry(string Name, int Number, string Damage, IReadOnlyList<string> Findings)
{
    private const string New = "eeeeeeee";
    private const string Low = "00000000";
    private const string Nobody = "dddddddd";
    private static readonly string[] OwnIds = [New, Low, Nobody];

    /// <summary>Legal rows that look bad, which are planted past no constraint.</summary>
    public bool IsControl => Name.StartsWith("control-", StringComparison.Ordinal);

    /// <summary>What is wrong, in words.</summary>
    public string Description => Damage[3..Damage.IndexOf('\n', StringComparison.Ordinal)];

    internal ProjectPlan Plan => Plans.Uniform(Number, DamageCorpus.Users, transactions: 0)[Number - 1];

    /// <summary>The SQL, with the ids of its project.</summary>
    public string Sql => Filled(Damage);

    /// <summary>The findings of a whole run of the suite, each once.</summary>
    public IReadOnlyList<ExpectedFinding> Expected => [.. Findings.Select(line => ExpectedFinding.Of(JsonNode.Parse(Filled(line))!.AsObject()))];

    /// <summary>Whether a finding is about this entry: it is in its project, or about an id that only this entry has.</summary>
    public bool Owns(string? project, string subject) =>
        project == Plan.Id || OwnIds.Any(start => Own(start) == project || subject.EndsWith(Own(start), StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => Name;

    private string Filled(string text)
    {
        var plan = Plan;
        var (user, neighbour) = (plan.UserId(2).ToString(), plan.UserId(4).ToString());
        var values = new Dictionary<string, string>
        {
            ["project"] = plan.Id,
            ["tenancy"] = plan.TenancyId.ToString(),
            // Has a password and an e-mail to sign in with; in no team, granted nothing.
            ["user"] = user,
            ["neighbour"] = neighbour,
            ["lesser"] = string.CompareOrdinal(user, neighbour) < 0 ? user : neighbour,
            // In the team and has it selected; granted all; has no auth method.
            ["member"] = plan.UserId(1).ToString(),
            ["team"] = plan.TeamId(1).ToString(),
            // Has an e-mail, and no way to sign in.
            ["plain"] = plan.UserId(13).ToString(),
            ["oauth"] = plan.UserId(6).ToString(),
            ["github_only"] = plan.UserId(3).ToString(),
            ["passkey_only"] = plan.UserId(11).ToString(),
            ["password"] = Seeded.Id(Number, "password method", 2).ToString(),
            ["github"] = Seeded.Id(Number, "github method", 6).ToString(),
            ["other"] = Plans.Uniform(DamageCorpus.Last, 0, transactions: 0)[DamageCorpus.Last - 1].Id,
            ["new"] = Own(New),
            ["low"] = Own(Low),
            ["nobody"] = Own(Nobody),
        };
        return values.Aggregate(text, (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));
    }

    private string Own(string start) => string.Create(CultureInfo.InvariantCulture, $"{start}-0000-4000-8000-{Number:d12}");
}
