using System.Text.Json.Nodes;

namespace SampleDeployment.Faults;

/// <summary>The list has a transaction that no row stands for.</summary>
internal sealed class TransactionForeign : TransactionFault
{
    protected override void Spoil(JsonArray transactions, JsonNode paid)
    {
        var foreign = paid.DeepClone();
        foreign["id"] = "00000000-0000-4000-8000-000000000000";
        transactions.Insert(transactions.IndexOf(paid), foreign);
    }
}
