using System.Text.Json.Nodes;

namespace SampleDeployment.Faults;

/// <summary>A transaction is not in the list.</summary>
internal sealed class TransactionMissing : TransactionFault
{
    protected override void Spoil(JsonArray transactions, JsonNode paid) => transactions.Remove(paid);
}
