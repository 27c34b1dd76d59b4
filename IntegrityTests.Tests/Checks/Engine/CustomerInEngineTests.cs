using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;
using static IntegrityTests.Tests.Checks.Engine.EngineDamage;

namespace IntegrityTests.Tests.Checks.Engine;

/// <summary>What the payments engine keeps of each purchase and customer is computed anew, and each kind of damage is found.</summary>
public sealed class CustomerInEngineTests(EngineDatabase engine) : IClassFixture<EngineDatabase>
{
    private const string Group =
        $$"""{"tenancyId": "{{Tenancy}}", "customerId": "b9596147-744d-4d8c-9f3d-21e8240ed0e7", "customerType": "user"}""";

    [Fact]
    public async Task Nothing_differs_in_the_recorded_engine() => (await FoundAsync("SELECT 1")).Should().BeEmpty();

    [FactRequiringFacts]
    public async Task Nothing_differs_in_a_whole_recorded_deployment() =>
        (await FoundAsync("SELECT 1", isWritten: true)).Should().BeEmpty();

    [Fact]
    public async Task Each_kind_of_damage_is_found()
    {
        var other = "171d82a1-d4db-4f22-858f-33ac6b0843d6";
        var found = await FoundAsync($$"""
            {{Set(State(Repeating), "emittedRowsData,0,effectiveAtMillis", "1")}};
            {{Set(State(other), "stateAfter,outstandingGrants", "[]")}};
            {{Set(State("074432cb-c6fe-445e-8837-06d87705292a"), "nextTimestamp", "\"2026-12-13T00:00:00+00:00\"")}};
            {{Set(State("21e33eae-2988-4ac6-8352-40bef1213a62"), "emittedRowsData", "[]")}};
            {{Set(State("350caa9f-517e-4ce2-9c23-c97a79a5671f"), "stateAfter,repeatCount", "3")}};
            {{SetLast("payments-item-quantities", "{rowData,itemQuantities,credits}", "12345")}};
            {{SetLast("payments-owned-products", "{rowData,ownedProducts,max,quantity}", "77")}};
            {{SetLast("payments-subscription-map-by-customer", "{rowData,subscriptions}", "{}")}}
            """, tenancyId: Tenancy);

        string[] expected =
        [
            $"subscription:{Repeating} has another event 1 in the payments engine: expected subscription-start at 1795840453887 *, found *",
            $"subscription:{other} has another state in the payments engine: it can still expire: nothing, expected *",
            "subscription:074432cb-c6fe-445e-8837-06d87705292a * it goes on at: 1797120000000, expected 1797050020116",
            "subscription:21e33eae-2988-4ac6-8352-40bef1213a62 has 0 events in the payments engine, expected 1 by its clock",
            "subscription:350caa9f-517e-4ce2-9c23-c97a79a5671f * it was repeated so many times: 3, expected 0",
            "user:b9596147-744d-4d8c-9f3d-21e8240ed0e7 has 12345 of item credits in payments-item-quantities, expected *",
            "user:b9596147-744d-4d8c-9f3d-21e8240ed0e7 owns 77 of product max in payments-owned-products, expected *",
            "user:b9596147-744d-4d8c-9f3d-21e8240ed0e7 lacks subscription 3804584f-a73b-4830-ad6e-034405e09f63 in *",
            "user:b9596147-744d-4d8c-9f3d-21e8240ed0e7 lacks subscription 85301499-c7e8-4243-a2e9-1f1e25bf5a27 in *",
        ];
        found.Should().HaveCount(expected.Length, string.Join('\n', found).Replace('{', '(').Replace('}', ')'));
        foreach (var pattern in expected) found.Should().ContainMatch(pattern);
    }

    [Fact]
    public async Task A_purchase_that_the_engine_lost_is_not_found_again_in_what_follows_from_it() =>
        // Whatever is derived from the purchase is lost with it; that it is lost is another rule's finding.
        (await FoundAsync($$"""
            DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"::text LIKE '%0d4564d0-c0c8-4a25-9898-9ec2b8994381%';
            DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[5] ->> 'customerId' = '79d97b39-e7db-4bd1-a3f5-26b19bb0c6de'
            """)).Should().BeEmpty();

    [Fact]
    public async Task A_purchase_of_which_nothing_can_be_computed_is_left_out_and_said() =>
        (await FoundAsync($$"""
            UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,product,prices}', '{"monthly": {"USD": "1x"} }')
            WHERE "keyPath" = ARRAY['"table"', '"external:payments-subscriptions"', '"storage"', '"rows"', '"{{Repeating}}"']::jsonb[];
            UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,priceId}', '"monthly"')
            WHERE "keyPath" = ARRAY['"table"', '"external:payments-subscriptions"', '"storage"', '"rows"', '"{{Repeating}}"']::jsonb[]
            """, tenancyId: Tenancy)).Should().Contain($"subscription:{Repeating} is left out");

    private static string SetLast(string table, string part, string value) => $$"""
        UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{{part}}', '{{value}}') WHERE "keyPath" = (
            SELECT "keyPath" FROM "BulldozerStorageEngine"
            WHERE "keyPathParent" = {{Path(table, "storage", "groups", Group, "rows")}}
            ORDER BY (value ->> 'rowSortKey')::numeric DESC, "keyPath"[7] #>> '{}' DESC LIMIT 1)
        """;

    // Damage is in one tenancy; what is whole is whole in all.
    private async Task<IReadOnlyList<string>> FoundAsync(string damage, bool isWritten = false, string? tenancyId = null)
    {
        await using var database = await engine.DamagedAsync(damage, isWritten);
        var customers = new CustomerReader(database);
        var clock = new EngineReader(database);
        var found = new List<string>();
        var tenancies = await database.QueryAsync("""SELECT id FROM "Tenancy" ORDER BY id""", row => row.GetGuid(0), default);
        foreach (var tenancy in tenancies.Where(id => tenancyId is null || id == Guid.Parse(tenancyId)))
        {
            var compared = new CustomerInEngine(
                new EngineTables(database), tenancy, async cancel => (await clock.ClockAsync(cancel)).UnixMilliseconds);
            foreach (var type in CustomerTypes.All)
            {
                await foreach (var ids in customers.NamedIdsAsync(tenancy, type, default))
                    await foreach (var group in customers.ReadAsync(tenancy, type, ids, default))
                        await foreach (var customer in compared.DifferentAsync(type, group, Left, default))
                            await foreach (var (subject, message) in compared.DifferencesAsync(type, customer, default))
                                found.Add($"{subject} {message}");
            }
        }

        return found;

        void Left(string subject) => found.Add($"{subject} is left out");
    }
}
