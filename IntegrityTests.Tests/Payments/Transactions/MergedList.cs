using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Tests.Fakes;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>The list of transactions of a platform that merges four tables.</summary>
internal static class MergedList
{
    /// <summary>Compares what a server lists with the rows of a tenancy; the row of the check says what differs.</summary>
    public static async Task<TestRow> CompareAsync(DatabaseFixture databases, Tenant tenant, FakeApi server)
    {
        var row = new TestRow();
        var reader = new TransactionReader(databases.Database);
        await new TransactionComparison(row.Of(server.Client(), tenant.Project), reader, new MergedTransactions()).RunAsync(default);
        return row;
    }
}
