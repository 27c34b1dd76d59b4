using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Stripe says one cent more than was charged.</summary>
internal sealed class StripeCent : StripeFault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsFirstPage(context) ? answer.Edit(Add) : answer);

    private static void Add(JsonObject body)
    {
        var charge = body["data"]!.AsArray().First(entry => (string?)entry!["reporting_category"] == "charge" && (string?)entry["currency"] == "usd")!;
        charge["amount"] = charge["amount"]!.GetValue<long>() + 1;
    }
}
