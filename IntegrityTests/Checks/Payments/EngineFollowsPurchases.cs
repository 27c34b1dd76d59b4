using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>
/// BDZ023: what the payments engine keeps of each purchase and customer follows from the purchases. Rows are read; the API is not asked.
/// </summary>
[Check("BDZ023", Severity.Error, Category = "Payments")]
public sealed class EngineFollowsPurchases(Witnesses witnesses)
{
    private const int MaxReported = 1000;
    private const string Uncomputed = "what follows from them cannot be computed: a time, price, quantity or repeat is not one";

    [StreamingTheory]
    [MemberData(nameof(Sources.PaymentsScope.Projects), MemberType = typeof(Sources.PaymentsScope))]
    public async Task What_the_engine_has_come_to_follows_from_the_purchases(Project project, CheckRow row, CancellationToken cancel)
    {
        if (witnesses.Payments.WhyNoEngine is { } none) throw new RowSkippedException(none);
        if (project.TenancyId is not { } tenancy) throw new RowSkippedException("the project does not have one tenancy (see PRJ004)");
        var store = await witnesses.Stores.OfAsync(project, cancel);
        if (store.Customers is not { } customers) throw store.RowsGap!.ToException();
        if ((customers.WhyUnreadable ?? witnesses.Payments.WhyNotCompared(store.Database!)) is { } reason)
            throw new RowSkippedException(reason);
        var engine = new CustomerInEngine(new EngineTables(witnesses.Database), tenancy, witnesses.Payments.LatestAsync);
        var reported = 0;
        foreach (var type in CustomerTypes.All)
        {
            // Customers that were deleted stay in the engine.
            await foreach (var ids in customers.NamedIdsAsync(tenancy, type, cancel))
                await foreach (var group in customers.ReadAsync(tenancy, type, ids, cancel))
                    await foreach (var suspect in engine.DifferentAsync(type, group, Left, cancel))
                    {
                        var again = suspect with { Rows = await customers.FindAsync(tenancy, type, suspect.Id, cancel) };
                        var before = reported;
                        await foreach (var (subject, message) in engine.DifferencesAsync(type, again, cancel))
                            if (++reported <= MaxReported) row.Report(project, subject, message);
                        if (reported == before)
                            row.Skip(SecondLook.Changed, SecondLook.AgreedAgain);
                    }
        }

        if (reported > MaxReported)
            row.Skip("differences beyond the first", $"only the first {MaxReported} differences of a project are reported one by one");

        void Left(string subject) => row.Skip("purchases and customers", Uncomputed);
    }
}
