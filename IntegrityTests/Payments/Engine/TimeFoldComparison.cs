using System.Globalization;
using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Payments.Engine;

/// <summary>Compares what a time fold stores of a purchase with what follows from the purchase.</summary>
internal static class TimeFoldComparison
{
    // PostgreSQL writes later times than .NET can read.
    private static readonly long LastReadable = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The first difference, as the rest of a sentence about the purchase; null: none.</summary>
    /// <param name="expected">What follows from the purchase.</param>
    /// <param name="json">The state that the engine stores, as JSON; null: none.</param>
    public static string? Differs(TimeFold expected, string? json)
    {
        // That a purchase has a state at all is what BDZ004 says.
        if (json is null) return null;
        var stored = GivenJson.Element(json);
        var state = stored.Member("stateAfter") ?? default;
        return Events(expected.Events, [.. Array(stored, "emittedRowsData").Select(Text)])
            ?? (expected.Next > LastReadable ? null : Values("goes on at", Moment(expected.Next), Moment(stored)))
            ?? Values("was repeated so many times", Number(expected.Repeats), Number(state, "repeatCount"))
            ?? Values(
                "can still expire",
                Joined(expected.Outstanding.Select(Text)),
                Joined(Array(state, "outstandingGrants").Select(Outstanding)))
            ?? Values("repeats next", Joined(expected.Schedule.Select(Text)), Joined(Schedule(state)));
    }

    private static string? Events(IReadOnlyList<FoldEvent> expected, IReadOnlyList<string> stored)
    {
        for (var i = 0; i < Math.Min(expected.Count, stored.Count); i++)
        {
            if (stored[i] != Text(expected[i]))
                return $"has another event {i + 1} in the payments engine: expected {Text(expected[i])}, found {stored[i]}";
        }

        return expected.Count == stored.Count
            ? null
            : $"has {stored.Count} events in the payments engine, expected {expected.Count} by its clock";
    }

    private static string? Values(string what, string expected, string stored) => expected == stored
        ? null
        : $"has another state in the payments engine: it {what}: {stored}, expected {expected}";

    private static string Text(FoldEvent happened) => Text(
        happened.Type,
        Number(happened.At),
        happened.Granted.Select(Text),
        happened.Ended.Select(grant => $"{Number(grant.Grant.Quantity)} {grant.Grant.Item} of {grant.Transaction} {Number(grant.Index)}"));

    private static string Text(JsonElement happened) => Text(
        happened.Text("type") ?? "",
        Number(happened, "effectiveAtMillis"),
        Array(happened, "itemGrants").Select(Grant),
        Array(happened, "previousGrantsToExpire").Concat(Array(happened, "itemQuantityChangesToExpire")).Select(grant =>
            $"{Number(grant, "quantity")} {grant.Text("itemId")} of {grant.Text("transactionId")} {Number(grant, "entryIndex")}"));

    private static string Text(string type, string at, IEnumerable<string> granted, IEnumerable<string> ended) =>
        $"{type} at {at} (gives {Joined(granted)}; ends {Joined(ended)})";

    private static string Text(ItemGrant grant) => $"{Number(grant.Quantity)} {grant.Item} until {grant.Expires ?? "never"}";

    private static string Grant(JsonElement grant) =>
        $"{Number(grant, "quantity")} {grant.Text("itemId")} until {grant.Text("expiresWhen") ?? "never"}";

    private static string Text(FoldGrant grant) => $"{Text(grant.Grant)} of {grant.Transaction} {Number(grant.Index)}";

    private static string Outstanding(JsonElement grant) => $"{Grant(grant)} of {grant.Text("txnId")} {Number(grant, "entryIndex")}";

    private static string Text(KeyValuePair<string, long?> item) => $"{item.Key} at {(item.Value is { } at ? Number(at) : "never")}";

    private static IEnumerable<string> Schedule(JsonElement state) =>
        state.Member("itemRepeatSchedule") is { ValueKind: JsonValueKind.Object } items
            ? items.EnumerateObject().Select(item => $"{item.Name} at {Next(item.Value)}")
            : [];

    private static string Next(JsonElement item) =>
        item.Member("nextRepeatMillis") is { ValueKind: JsonValueKind.Number } ? Number(item, "nextRepeatMillis") : "never";

    private static string Moment(long? at) => at is { } moment ? Number(moment) : "never";

    private static string Moment(JsonElement stored) => stored.Text("nextTimestamp") is not { } text ? "never"
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment) ? Number(moment.ToUnixTimeMilliseconds())
        : text;

    private static JsonElement.ArrayEnumerator Array(JsonElement body, string name) => body.Items(name)?.EnumerateArray() ?? default;

    private static string Joined(IEnumerable<string> texts) => string.Join(", ", texts) is { Length: > 0 } all ? all : "nothing";

    private static string Number(JsonElement body, string name) =>
        body.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value) ? Number(value) : "(none)";

    private static string Number(decimal value) => value.ToString("G29", CultureInfo.InvariantCulture);
}
