using System.Text.Json.Nodes;

namespace SampleDeployment.Faults;

/// <summary>A transaction is in the list twice, which the platform's own cursor can do as well: no damage.</summary>
internal sealed class TransactionRepeated : TransactionFault
{
    protected override void Spoil(JsonArray transactions, JsonNode paid) => transactions.Insert(transactions.IndexOf(paid), paid.DeepClone());
}
