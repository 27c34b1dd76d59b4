using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>PAY001: the transactions list contains exactly the stored purchases, item changes and renewals, each as stored.</summary>
[Check("PAY001", Severity.Error, Category = "Payments")]
public sealed class TransactionListIsComplete(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.PaymentsScope.Projects), MemberType = typeof(Sources.PaymentsScope))]
    public async Task The_list_of_transactions_is_complete(Project project, CheckRow row, CancellationToken cancel)
    {
        if (project.TenancyId is null) throw new RowSkippedException("the project does not have one tenancy (see PRJ004)");
        var store = await witnesses.Stores.OfAsync(project, cancel);
        if (store.Transactions is not { } reader) throw store.RowsGap!.ToException();
        if (witnesses.Payments.WhyNotCompared(store.Database!) is { } reason) throw new RowSkippedException(reason);
        await new TransactionComparison(witnesses.Api.For(row, project), reader, witnesses.Payments.Transactions).RunAsync(cancel);
    }
}
