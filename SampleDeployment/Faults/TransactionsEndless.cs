using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>After the last page of the transactions comes the first one again.</summary>
internal sealed class TransactionsEndless : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(context.Request.Path == "/api/v1/internal/payments/transactions" ? answer.Edit(body => body["next_cursor"] ??= "|||") : answer);
}
