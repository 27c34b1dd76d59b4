using System.Security.Cryptography;
using System.Text;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>
/// A copy of a recorded project under an id of its own, rows and answers. Its users, teams and purchases keep their ids: only project and
/// tenancy tell them apart.
/// </summary>
/// <param name="Of">The recorded project.</param>
/// <param name="Name">What tells it from other copies.</param>
internal sealed record ProjectCopy(string Of, string Name)
{
    public string Id { get; } = IdOf($"project {Of} {Name}");

    public string Tenancy { get; } = IdOf($"tenancy {Of} {Name}");

    /// <summary>The statements that copy the rows, past every foreign key.</summary>
    public string Sql(IEnumerable<string> tables) => string.Join(";\n", tables.Select(Sql));

    private string Sql(string table)
    {
        var tenancy = $"""SELECT id FROM "Tenancy" WHERE "projectId" = '{Of}'""";
        return table switch
        {
            "Project" => Sql(table, $"id = '{Of}'", $"'id', '{Id}'"),
            "Tenancy" => Sql(table, $"\"projectId\" = '{Of}'", $"'id', '{Tenancy}', 'projectId', '{Id}'"),
            "EnvironmentConfigOverride" or "BranchConfigOverride" => Sql(table, $"\"projectId\" = '{Of}'", $"'projectId', '{Id}'"),
            // API keys are unique over all projects, and those of the API's own are not checked for others.
            "ApiKeySet" => "",
            "ProjectUserDirectPermission" or "TeamMemberDirectPermission" =>
                Sql(table, $"\"tenancyId\" = ({tenancy})", $"'tenancyId', '{Tenancy}', 'id', gen_random_uuid()"),
            _ => Sql(table, $"\"tenancyId\" = ({tenancy})", $"'tenancyId', '{Tenancy}', 'mirroredProjectId', '{Id}'"),
        };
    }

    private static string Sql(string table, string condition, string ids) =>
        $"INSERT INTO \"{table}\" SELECT (jsonb_populate_record(r, jsonb_build_object({ids}))).* FROM \"{table}\" r WHERE {condition}";

    private static string IdOf(string text) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
}
