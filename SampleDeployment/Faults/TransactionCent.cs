using System.Globalization;
using System.Text.Json.Nodes;

namespace SampleDeployment.Faults;

/// <summary>A transaction says one cent more than was charged.</summary>
internal sealed class TransactionCent : TransactionFault
{
    protected override void Spoil(JsonArray transactions, JsonNode paid)
    {
        var transfer = paid["entries"]!.AsArray().First(entry => Net(entry) is not (null or "0"))!;
        var more = (decimal.Parse(Net(transfer)!, CultureInfo.InvariantCulture) + 0.01m).ToString(CultureInfo.InvariantCulture);
        transfer["net_amount"]!["USD"] = more;
        transfer["charged_amount"]!["USD"] = more;
    }
}
