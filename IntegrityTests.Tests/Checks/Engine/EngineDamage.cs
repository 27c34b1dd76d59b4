namespace IntegrityTests.Tests.Checks.Engine;

/// <summary>Rows of the recorded engine that tests change, and the statements that change them.</summary>
internal static class EngineDamage
{
    public const string Project = "b6cd667d-147a-40bd-a2ac-c0d144c4fcae";
    public const string Tenancy = "0ffa1a24-ef74-415d-b056-b84359a496d5";

    /// <summary>A subscription with a repetition in the queue.</summary>
    public const string Repeating = "246dbc5c-35f7-40c9-aed2-f2b5b1ad6ba2";

    /// <summary>A customer with three subscriptions, and these in the order in which they began.</summary>
    public const string Customer = "188f1748-a5f7-41cf-ad9c-106e118ce8c7";
    public const string First = "34ccd6bb-4f69-477b-9944-6605b1e328cd";
    public const string Second = "ff1d742e-886f-47e8-b0d4-d97db5263c78";
    public const string Third = "12c3d542-6d69-46f6-afa3-d6a625e32b38";

    public const string Sorted = "payments-subscriptions-sorted";
    public const string Transactions = "payments-transactions-by-customer";

    private const string Group =
        $$"""{"tenancyId": "{{Tenancy}}", "customerId": "{{Customer}}", "customerType": "user"}""";

    /// <summary>A path of the engine: a table and what follows, of which text is quoted and JSON is not.</summary>
    public static string Path(string table, params string[] rest)
    {
        var parts = rest.Prepend($"external:{table}").Prepend("table");
        return $"ARRAY[{string.Join(", ", parts.Select(part => part is "null" or ['{', ..] ? $"'{part}'" : $"'\"{part}\"'"))}]::jsonb[]";
    }

    /// <summary>Removes a path, and nothing below it.</summary>
    public static string Lose(string path) => $"""DELETE FROM "BulldozerStorageEngine" WHERE "keyPath" = {path}""";

    /// <summary>Adds a path.</summary>
    public static string Add(string path, string value = "null") =>
        $"""INSERT INTO "BulldozerStorageEngine" ("keyPath", value) VALUES ({path}, '{value}')""";

    /// <summary>Changes a part of the value at a path.</summary>
    public static string Set(string path, string part, string value) =>
        $$"""UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{{{part}}}', '{{value}}') WHERE "keyPath" = {{path}}""";

    /// <summary>Changes the row of a subscription in the sorted table of the customer's subscriptions.</summary>
    public static string SetSorted(string subscription, string part, string value) =>
        Set(Path(Sorted, "storage", "groups", Group, "rows", subscription), part, value);

    /// <summary>Changes the list of the customer's subscriptions.</summary>
    public static string SetList(string part, string value) => Set(Path(Sorted, "storage", "groups", Group, "metadata"), part, value);

    public static string LoseList() => Lose(Path(Sorted, "storage", "groups", Group, "metadata"));

    /// <summary>Changes a transaction.</summary>
    public static string SetTransaction(string id, string part, string value) => $$"""
        UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,{{part}}}', '{{value}}')
        WHERE "keyPath"[2] = '"external:{{Transactions}}"' AND value #>> '{rowData,txnId}' = '{{id}}'
        """;

    /// <summary>The state of a subscription in its time fold.</summary>
    public static string State(string subscription) =>
        Path("payments-subscription-timefold", "storage", "groups", "null", "states", subscription);

    /// <summary>Changes a row of the queue.</summary>
    public static string SetQueue(string purchase, string set) =>
        $"""UPDATE "BulldozerTimeFoldQueue" SET {set} WHERE "rowIdentifier" = '{purchase}'""";
}
