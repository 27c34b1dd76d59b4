using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A fault in the first page of a project's transactions.</summary>
internal abstract class TransactionFault : Fault
{
    public sealed override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsTransactions(context) && !context.Request.Query.ContainsKey("cursor") ? answer.Edit(Spoil) : answer);

    /// <summary>Changes the page, which has at least one transaction with money in it or is left alone.</summary>
    protected abstract void Spoil(JsonArray transactions, JsonNode paid);

    protected static bool IsTransactions(HttpContext context) => context.Request.Path == "/api/v1/internal/payments/transactions";

    private void Spoil(JsonObject body)
    {
        var transactions = body["transactions"]!.AsArray();
        if (transactions.FirstOrDefault(IsPaid) is { } paid)
            Spoil(transactions, paid);
    }

    private static bool IsPaid(JsonNode? transaction) => transaction!["entries"]!.AsArray().Any(entry => Net(entry) is not (null or "0"));

    protected static string? Net(JsonNode? entry) => (string?)entry!["net_amount"]?["USD"];
}
