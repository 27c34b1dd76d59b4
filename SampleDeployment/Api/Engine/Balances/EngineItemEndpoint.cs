using SampleDeployment.Api.Engine.Rows;
using SampleDeployment.Api.Engine.Transactions;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Payments.Balances;

namespace SampleDeployment.Api.Engine.Balances;

/// <summary>How much of an item a customer has, as the engine computes it.</summary>
internal static class EngineItemEndpoint
{
    public static Task<Answer> GetAsync(ApiRequest request) => ItemEndpoint.AnswerAsync(request, async (customer, item) =>
    {
        var history = History.Of(await CustomerReader.ReadAsync(request, customer)).ToList();
        return (double)Ledger.Balance(new Changes(request.Project.TenancyId, customer, history).InOrder(), item);
    });
}
