using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;
using static IntegrityTests.Tests.Checks.Engine.EngineDamage;

namespace IntegrityTests.Tests.Checks.Engine;

/// <summary>The invariants of the payments engine are silent about what the platform wrote, and find each kind of damage, once.</summary>
public sealed class EngineInvariantsTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private const string End = "sub-end:34ccd6bb-4f69-477b-9944-6605b1e328cd";
    private const string Refund = "12cf73b3-9edc-4f12-8ac2-c00e004ebc80:refund";
    private const string OfNoTenancy = """{"tenancyId": "none", "customerId": "a", "customerType": "user"}""";
    private const string OfCustomer = $"{Project} user:{Customer} in payments-subscriptions-sorted,";
    private static readonly long Recorded = DateTimeOffset.Parse("2026-11-28T06:12:00Z").ToUnixTimeMilliseconds();

    private static readonly (string Name, string Damage, string[] Found)[] Damages =
    [
        ("marker lost", Lose(Path("payments-txn-refund", "storage", "metadata")),
            ["BDZ010  engine-table:payments-txn-refund lacks its marker \"storage\", \"metadata\""]),
        ("marker of an inner table lost", Lose(Path("payments-txn-refund", "table", "internal:filter", "storage", "metadata")),
            ["BDZ010  engine-table:payments-txn-refund lacks its marker \"table\", \"internal:filter\", \"storage\", \"metadata\""]),
        ("place of groups lost", Lose(Path("payments-owned-products", "storage", "groups")),
            ["BDZ010  engine-table:payments-owned-products lacks the path \"storage\", \"groups\""]),
        ("nothing initialised", """
            DELETE FROM "BulldozerStorageEngine" WHERE value ? 'version'; DELETE FROM "BulldozerTimeFoldDownstreamCascade"
            """,
            ["BDZ011  engine:payments is not initialised, and there are * purchases and item quantity changes"]),
        ("unknown table", $"{Add(Path("payments-old"))}; {Add(Path("payments-old", "storage"))}",
            ["BDZ012  engine-table:payments-old is not a table of the platform*"]),
        ("unknown table without a root", Add(Path("other", "storage", "rows", "a")),
            ["BDZ012  engine-table:other is not a table of the platform*"]),
        ("unknown part of a table", Add(Path("payments-transactions", "storage", "states")),
            ["BDZ012  engine-table:payments-transactions has a part that the platform does not make: \"storage\", \"states\""]),
        ("queue row lost", $"""DELETE FROM "BulldozerTimeFoldQueue" WHERE "rowIdentifier" = '{Repeating}'""",
            [$"BDZ013 {Project} subscription:{Repeating} has to go on at 2026-11-29 04:34:13.887, and the queue has no row for it"]),
        ("queue row of nothing", $"""
            INSERT INTO "BulldozerTimeFoldQueue" (
                "tableStoragePath", "groupKey", "rowIdentifier", "scheduledAt", "stateAfter", "rowData", "reducerSql")
            SELECT "tableStoragePath", "groupKey", 'nothing', "scheduledAt", "stateAfter", "rowData", "reducerSql"
            FROM "BulldozerTimeFoldQueue" WHERE "rowIdentifier" = '{Repeating}'
            """,
            [$"BDZ013 {Project} subscription:nothing has a row in the queue at 2026-11-29 04:34:13.887 that no state belongs to"]),
        ("queue row of another group", SetQueue(Repeating, "\"groupKey\" = '{}'"),
            [$"BDZ013 {Project} subscription:{Repeating} has a row in the queue * that no state belongs to",
                $"BDZ013 {Project} subscription:{Repeating} has to go on at *, and the queue has no row for it"]),
        ("queue row at another time", SetQueue(Repeating, "\"scheduledAt\" = \"scheduledAt\" + interval '1 day'"),
            [$"BDZ013 {Project} subscription:{Repeating} has to go on at 2026-11-29 04:34:13.887, and the queue says 2026-11-30 04:34:*"]),
        ("queue row with an older state", SetQueue(Repeating, "\"stateAfter\" = jsonb_set(\"stateAfter\", '{repeatCount}', '7')"),
            [$"BDZ013 {Project} subscription:{Repeating} has a row in the queue with another state"]),
        ("queue row with an older purchase", SetQueue(Repeating, "\"rowData\" = jsonb_set(\"rowData\", '{quantity}', '7')"),
            [$"BDZ013 {Project} subscription:{Repeating} has a row in the queue with another content of the purchase"]),
        ("state that says that nothing follows", Set(State(Repeating), "nextTimestamp", "null"),
            [$"BDZ013 {Project} subscription:{Repeating} has a row in the queue at *, although nothing is to follow"]),
        ("state with no time as its next one", Set(State(Repeating), "nextTimestamp", "\"soon\""),
            [$"BDZ013 {Project} subscription:{Repeating} has to go on at soon, and the queue says *"]),
        ("left in the queue", $"""
            {SetQueue(Repeating, "\"scheduledAt\" = '2026-11-28 05:00:00+00'")};
            {Set(State(Repeating), "nextTimestamp", "\"2026-11-28T05:00:00+00:00\"")}
            """,
            [$"BDZ014 {Project} subscription:{Repeating} was due at 2026-11-28 05:00:00 and is still in the queue, although the clock *"]),
        ("time fold not registered", """
            DELETE FROM "BulldozerTimeFoldDownstreamCascade" WHERE "tableStoragePath"[2] #>> '{}' LIKE '%otp%'
            """,
            ["BDZ015  engine-table:payments-otp-timefold is not registered for the worker"]),
        ("time fold registered without its template", """UPDATE "BulldozerTimeFoldDownstreamCascade" SET "cascadeTemplate" = NULL""",
            ["BDZ015  engine-table:payments-otp-timefold is registered without what follows from it",
                "BDZ015  engine-table:payments-subscription-timefold is registered without what follows from it"]),
        ("clock lost", """DELETE FROM "BulldozerTimeFoldMetadata" """, ["BDZ015  engine-clock:singleton does not exist*"]),
        ("older rules", SetQueue(Repeating, "\"reducerSql\" = 'SELECT 1'"),
            [$"BDZ016 {Project} engine-table:payments-subscription-timefold 1 rows in the queue * such as that of {Repeating}"]),
        ("clock standing", """UPDATE "BulldozerTimeFoldMetadata" SET "lastProcessedAt" = '2026-11-28 04:15:00+00'""",
            ["BDZ017  engine-clock:singleton stands at 2026-11-28 04:15:00, although the servers wrote rows until 2026-11-28 05:48:*"]),
        ("expiry of no entry", SetTransaction(End, "entries,2,adjustedEntryIndex", "9"),
            [$"BDZ018 {Project} transaction:{End} its entry 2 ends a grant of item credits by entry 9 of *, which does not grant *"]),
        ("expiry of another item", SetTransaction(End, "entries,2,adjustedEntryIndex", "3"),
            [$"BDZ018 {Project} transaction:{End} its entry 2 ends a grant of item credits by entry 3 of *, which grants item storage"]),
        ("expiry of another quantity", SetTransaction(End, "entries,2,quantity", "99"),
            [$"BDZ018 {Project} transaction:{End} its entry 2 *, which grants another quantity"]),
        ("expiry by a transaction that is not there", SetTransaction(End, "entries,2,adjustedTransactionId", "\"sub-start:none\""),
            [$"BDZ018 {Project} transaction:{End} its entry 2 * of sub-start:none, which does not grant anything"]),
        ("revocation of another product", SetTransaction(Refund, "entries,0,productId", "\"pro\""),
            [$"BDZ019 {Project} transaction:{Refund} its entry 0 takes product pro back that otp:* did not give"]),
        ("revocation of nothing", SetTransaction(Refund, "entries,0,adjustedTransactionId", "\"otp:none\""),
            [$"BDZ019 {Project} transaction:{Refund} * otp:none did not give: the customer has no such transaction"]),
        ("revocation of a wrong entry", SetTransaction(Refund, "entries,0,adjustedEntryIndex", "2"),
            [$"BDZ019 {Project} transaction:{Refund} * gave, but not by entry 2"]),
        ("transaction twice", $$"""
            INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
            SELECT "keyPath"[1:6] || '"again"'::jsonb, value FROM "BulldozerStorageEngine"
            WHERE "keyPath"[2] = '"external:{{Transactions}}"' AND value #>> '{rowData,txnId}' = '{{Refund}}'
            """,
            [$"BDZ020 {Project} transaction:{Refund} is there 2 times"]),
        ("customer of no tenancy", $$"""
            {{Add(Path("payments-item-quantities", "storage", "groups", OfNoTenancy))}};
            UPDATE "Tenancy" SET "projectId" = 'nobody' WHERE "projectId" = '{{Project}}'
            """,
            ["BDZ021  tenancy:none does not exist, but 1 customers in the payments engine are of it"]),
        ("customer of no type", Add(Path("payments-item-quantities", "storage", "groups", $$"""
            {"tenancyId": "{{Tenancy}}", "customerId": "a", "customerType": "USER"}
            """)),
            [$"BDZ021 {Project} tenancy:{Tenancy} 1 customers in the payments engine have no type that a customer can have"]),
        ("next row skipped", SetSorted(First, "nextRowIdentifier", $"\"{Third}\""),
            [$"BDZ022 {OfCustomer} row {First} names a next row that does not name it: {Third}",
                $"BDZ022 {OfCustomer} row {Second} names a row before it that does not name it: {First}"]),
        ("list cut", SetSorted(First, "nextRowIdentifier", "null"),
            [$"BDZ022 {OfCustomer} nothing follows row {First}, which is not the tail",
                $"BDZ022 {OfCustomer} row {Second} names a row before it that does not name it: {First}"]),
        ("circle", $"{SetSorted(Third, "nextRowIdentifier", $"\"{First}\"")}; {SetSorted(First, "prevRowIdentifier", $"\"{Third}\"")}",
            [$"BDZ022 {OfCustomer} row {Third} stands before row {First}, which is the wrong order",
                $"BDZ022 {OfCustomer} the list begins with row {First}, which is not its first",
                $"BDZ022 {OfCustomer} the list ends with row {Third}, which is not its last"]),
        ("wrong head", SetList("headRowIdentifier", $"\"{Second}\""),
            [$"BDZ022 {OfCustomer} nothing is before row {First}, which is not the head",
                $"BDZ022 {OfCustomer} the list begins with row {Second}, which is not its first"]),
        ("wrong tail", SetList("tailRowIdentifier", $"\"{Second}\""),
            [$"BDZ022 {OfCustomer} nothing follows row {Third}, which is not the tail",
                $"BDZ022 {OfCustomer} the list ends with row {Second}, which is not its last"]),
        ("wrong number of rows", SetList("rowCount", "4"), [$"BDZ022 {OfCustomer} the list says that it has 4 rows, and there are 3"]),
        ("list lost", LoseList(),
            [$"BDZ022 {OfCustomer} nothing follows row {Third}, which is not the tail",
                $"BDZ022 {OfCustomer} nothing is before row {First}, which is not the head",
                $"BDZ022 {OfCustomer} row {Third} is not in the tree",
                $"BDZ022 {OfCustomer} the list says that it has 0 rows, and there are 3"]),
        ("wrong order", SetSorted(First, "rowSortKey", "1795840409000"),
            [$"BDZ022 {OfCustomer} row {First} is on the wrong side of row {Second} in the tree",
                $"BDZ022 {OfCustomer} row {First} stands before row {Second}, which is the wrong order"]),
        ("row not in the tree", SetSorted(Second, "leftRowIdentifier", "null"), [$"BDZ022 {OfCustomer} row {First} is not in the tree"]),
        ("row on the wrong side", $"""
            {SetSorted(Second, "leftRowIdentifier", "null")}; {SetSorted(Second, "rightRowIdentifier", $"\"{First}\"")}
            """,
            [$"BDZ022 {OfCustomer} row {First} is on the wrong side of row {Second} in the tree"]),
        ("row that is not there in the tree", SetSorted(First, "leftRowIdentifier", "\"none\""),
            [$"BDZ022 {OfCustomer} row none is in the tree and does not exist"]),
        ("row in the tree twice", SetSorted(Third, "rightRowIdentifier", $"\"{First}\""),
            [$"BDZ022 {OfCustomer} row {First} is in the tree 2 times"]),
        ("priority of a child", SetSorted(First, "priority", "1"),
            [$"BDZ022 {OfCustomer} row {First} is below row {Second}, which has a greater number as its priority"]),
    ];

    private static readonly (string Name, string Change)[] LegalChanges =
    [
        ("nothing", "SELECT 1"),
        ("engine not initialised and no purchase", """
            DELETE FROM "BulldozerStorageEngine" WHERE cardinality("keyPath") > 1; DELETE FROM "BulldozerTimeFoldDownstreamCascade";
            DELETE FROM "BulldozerTimeFoldQueue"; DELETE FROM "Subscription"; DELETE FROM "OneTimePurchase";
            DELETE FROM "ItemQuantityChange"
            """),
        ("refund that a migration wrote", SetTransaction(Refund, "entries,0,adjustedEntryIndex", "1")),
        ("tenancy deleted", $"""DELETE FROM "Tenancy" WHERE "projectId" = '{Project}'; DELETE FROM "Project" WHERE id = '{Project}'"""),
        ("due in this moment", """
            UPDATE "BulldozerTimeFoldMetadata"
            SET "lastProcessedAt" = (SELECT min("scheduledAt") + interval '2 seconds' FROM "BulldozerTimeFoldQueue")
            """),
        ("group that has lost its rows", $$"""
            DELETE FROM "BulldozerStorageEngine"
            WHERE "keyPath"[2] = '"external:{{Sorted}}"' AND "keyPath"[5] ->> 'customerId' = '{{Customer}}' AND "keyPath"[6] = '"rows"';
            {{SetList("rowCount", "0")}}; {{SetList("headRowIdentifier", "null")}}; {{SetList("tailRowIdentifier", "null")}};
            {{SetList("rootRowIdentifier", "null")}}
            """),
        ("row written long after the moment of the run", """UPDATE "ProjectUser" SET "updatedAt" = '9999-01-01'"""),
    ];

    public static TheoryData<string> Names => new([.. Damages.Select(damage => damage.Name)]);

    public static TheoryData<string> LegalNames => new([.. LegalChanges.Select(change => change.Name)]);

    [FactRequiringFacts]
    public async Task Nothing_is_found_in_a_whole_recorded_deployment() =>
        (await database.FoundAsync("SELECT 1", Recorded, isWritten: true)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(LegalNames))]
    public async Task What_the_platform_does_is_not_found(string name) =>
        (await database.FoundAsync(LegalChanges.Single(change => change.Name == name).Change, Recorded)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Damage_is_found_and_nothing_else(string name)
    {
        var (_, damage, expected) = Damages.Single(damage => damage.Name == name);

        var found = await database.FoundAsync(damage, Recorded);

        found.Should().HaveCount(expected.Length, string.Join('\n', found).Replace('{', '(').Replace('}', ')'));
        foreach (var pattern in expected) found.Should().ContainMatch(pattern);
    }

    [Fact]
    public async Task A_clock_that_nothing_shows_to_be_wrong_is_told_with_its_age() =>
        (await database.FoundAsync("SELECT 1", Recorded + 3_600_000)).Should().ContainSingle().Which.Should().Be(
            "BDZ017  engine-clock:singleton stands at 2026-11-28 06:17:28.293792, which is 00:54:00 before this run; "
                + "nothing was written since (it is a copy that nobody writes to)");

    [Fact]
    public async Task The_platforms_own_faults_are_no_damage()
    {
        // A purchase that cost nothing has no entry about money, and its first repetition counts one.
        var start = "sub-start:" + First;
        (await database.FoundAsync($$"""
            UPDATE "BulldozerStorageEngine"
            SET value = replace(value::text, '{{start}}', 'otp:{{First}}')::jsonb
            WHERE "keyPath"[2] = '"external:{{Transactions}}"' AND value::text LIKE '%{{start}}%';
            {{SetTransaction(End, "entries,2,adjustedEntryIndex", "3")}}; {{SetTransaction(End, "entries,3,adjustedEntryIndex", "4")}}
            """)).Should().HaveCount(2).And.OnlyContain(found => found.StartsWith($"BDZ018 {Project} transaction:{End}")
                && found.EndsWith("(the first repetition of a purchase that cost nothing names the entry behind the one it means)"));

        (await database.FoundAsync(SetTransaction(start, "txnId", $"\"{start}.000000\"")))
            .Where(found => found.StartsWith("BDZ018", StringComparison.Ordinal))
            .Should().HaveCount(2).And.OnlyContain(found =>
                found.EndsWith("(a version of the platform wrote ids of repetitions that end in .000000)"));
    }

    [Fact]
    public async Task A_customer_of_a_tenancy_that_was_deleted_is_no_damage() =>
        (await database.FoundAsync(Add(Path("payments-item-quantities", "storage", "groups", OfNoTenancy))))
            .Should().ContainSingle().Which.Should().EndWith("(its project was deleted)");
}
