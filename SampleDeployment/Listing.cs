using System.Text.Encodings.Web;
using System.Text.Json;
using SampleDeployment.Data;

namespace SampleDeployment;

/// <summary>What the program prints for other programs to read.</summary>
internal static class Listing
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A JSON array of the projects, by id.</summary>
    public static string Projects(IEnumerable<ProjectPlan> plans) => JsonSerializer.Serialize(
        plans.OrderBy(plan => plan.Id, StringComparer.Ordinal).Select(plan => new { plan.Id, plan.Name, plan.Description }), Options);

    /// <summary>A line of JSON for each planted damage, a line for each variable, and <c>ready</c>.</summary>
    public static string Start(Deployment deployment) => string.Join('\n',
    [
        .. deployment.Damages.Select(damage => JsonSerializer.Serialize(damage, Options)),
        .. deployment.Variables.Select(variable => $"{variable.Name}={variable.Value}"),
        "ready",
    ]);
}
