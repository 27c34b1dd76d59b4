using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SampleDeployment.Api;
using SampleDeployment.Api.Engine.Transactions;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Faults;

/// <summary>The faults that change what an answer says: they leave out, add, repeat or change something.</summary>
internal static class AnswerFaults
{
    private const string NoId = "00000000-0000-4000-8000-000000000000";
    private const string WrongName = "somebody else";

    public static Fault UserMissing(Guid user) => Edit(call => call.IsUserList, body => Items(body).Remove(Item(body, user)));

    public static Fault UserTwice(Guid user) => Edit(call => call.IsUserList, body =>
    {
        if (Item(body, user) is { } item)
            Items(body).Add(item.DeepClone());
    });

    public static Fault ListChanged(Guid user) => Edit(call => call.IsUserList, body =>
    {
        if (Item(body, user) is { } item)
            item["display_name"] = WrongName;
    });

    public static Fault UserChanged(Guid user) => Edit(call => IsRead(call, user), body => body["display_name"] = WrongName);

    /// <summary>What no JSON library writes by itself: it is put into the bytes.</summary>
    public static Fault HalfCharacter(Guid user)
    {
        const string Mark = "half-a-character";
        var named = Edit(call => IsRead(call, user) || call.IsUserList, body =>
        {
            var item = body.ContainsKey("items") ? Item(body, user) : body;
            if (item is not null) item["display_name"] = Mark;
        });
        return async (call, next) =>
        {
            var answer = await named(call, next);
            return answer with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer.Body.Span).Replace(Mark, @"\ud83d")) };
        };
    }

    public static Fault UserStatus(Guid user) => Replace(call => IsRead(call, user), _ => ApiError.UserNotFound().Answer);

    public static Fault UserStatusOnce(Guid user) =>
        ServerFaults.Once(call => IsRead(call, user), _ => ApiError.UserNotFound().Answer);

    public static Fault OtherUserOnce(Guid user) => ServerFaults.Once(call => IsRead(call, user), answer => Changed(answer, body =>
    {
        body["id"] = NoId;
        body["display_name"] = WrongName;
    }));

    public static Fault OtherGrantsOnce(Guid user) => ServerFaults.Once(call => IsGrants(call, user), answer => Changed(answer, body =>
    {
        foreach (var item in Items(body)) item!["user_id"] = NoId;
    }));

    public static Fault BalanceOffOnce(Guid user) => ServerFaults.Once(
        call => call.Context.Request.Path.StartsWithSegments($"{Routes.Items}/user/{user}"),
        answer => Changed(answer, body => body["quantity"] = body["quantity"]!.GetValue<long>() + 1));

    public static Fault GrantExtra(Guid user) => Edit(
        call => IsGrants(call, user), body => Items(body).Add(new JsonObject { ["id"] = "owner", ["user_id"] = user.ToString() }));

    public static Fault GrantMissing(Guid user) => Edit(call => IsGrants(call, user), body => Items(body).Clear());

    public static Fault BalanceOff(Guid user) => Edit(
        call => call.Context.Request.Path.StartsWithSegments($"{Routes.Items}/user/{user}"),
        body => body["quantity"] = body["quantity"]!.GetValue<long>() + 1);

    public static Fault ProductMissing(Guid user) => Edit(
        call => call.Path == $"{Routes.Products}/user/{user}" && call.IsFirstPage, body => Items(body).RemoveAt(0));

    public static Fault TransactionMissing() => PaidTransaction((transactions, paid) => transactions.Remove(paid));

    public static Fault TransactionForeign() => PaidTransaction((transactions, paid) =>
    {
        var foreign = paid.DeepClone();
        foreign["id"] = NoId;
        transactions.Insert(transactions.IndexOf(paid), foreign);
    });

    public static Fault TransactionCent() => PaidTransaction((_, paid) =>
    {
        var transfer = paid["entries"]!.AsArray().First(IsPaid)!;
        var more = (decimal.Parse(Net(transfer)!, CultureInfo.InvariantCulture) + 0.01m).ToString(CultureInfo.InvariantCulture);
        transfer["net_amount"]!["USD"] = more;
        transfer["charged_amount"]!["USD"] = more;
    });

    public static Fault TransactionRepeated() =>
        PaidTransaction((transactions, paid) => transactions.Insert(transactions.IndexOf(paid), paid.DeepClone()));

    public static Fault TransactionsEndless() => Edit(
        call => call.IsTransactions,
        (call, body) => body["next_cursor"] ??= call.Platform.HasEngine ? EngineCursor.First : "|||");

    public static Fault StripeCent() => Edit(call => call.IsStripe && call.IsFirstPage, body =>
    {
        var charge = body["data"]!.AsArray()
            .First(entry => (string?)entry!["reporting_category"] == "charge" && (string?)entry["currency"] == "usd")!;
        charge["amount"] = charge["amount"]!.GetValue<long>() + 1;
    });

    public static Fault StripeHasMore(bool hasMore) => Edit(call => call.IsStripe, body => body["has_more"] = hasMore);

    public static Fault CursorStale() => Edit(call => call.IsUserList, body =>
    {
        if (body["pagination"]!["next_cursor"] is not null)
            body["pagination"]!["next_cursor"] = NoId;
    });

    public static Fault CursorEndless() => Edit(call => call.IsUserList, body =>
    {
        if (Items(body).FirstOrDefault() is { } first)
            body["pagination"]!["next_cursor"] = first["id"]!.DeepClone();
    });

    public static Fault ListEndsEarly() => Edit(call => call.IsUserList, body => body["pagination"]!["next_cursor"] = null);

    /// <summary>Sends another answer where a condition holds.</summary>
    public static Fault Replace(Func<FaultCall, bool> condition, Func<Answer, Answer> replace) => async (call, next) =>
    {
        var answer = await next();
        return condition(call) ? replace(answer) : answer;
    };

    // Errors stay as they are.
    private static Fault Edit(Func<FaultCall, bool> condition, Action<JsonObject> change) => Edit(condition, (_, body) => change(body));

    private static Fault Edit(Func<FaultCall, bool> condition, Action<FaultCall, JsonObject> change) => async (call, next) =>
    {
        var answer = await next();
        return condition(call) ? Changed(answer, body => change(call, body)) : answer;
    };

    private static Answer Changed(Answer answer, Action<JsonObject> change)
    {
        if (answer.Status != 200) return answer;
        var body = JsonNode.Parse(answer.Body.Span, documentOptions: JsonDepth.Document)!.AsObject();
        change(body);
        return answer with { Body = JsonSerializer.SerializeToUtf8Bytes(body, JsonDepth.Relaxed) };
    }

    // On the first page of a project's transactions, if it has one with money in it.
    private static Fault PaidTransaction(Action<JsonArray, JsonNode> change) => Edit(
        call => call.IsTransactions && call.IsFirstPage, body =>
        {
            var transactions = body["transactions"]!.AsArray();
            if (transactions.FirstOrDefault(transaction => transaction!["entries"]!.AsArray().Any(IsPaid)) is { } paid)
                change(transactions, paid);
        });

    private static bool IsRead(FaultCall call, Guid user) => call.Path == $"{Routes.Users}/{user}";

    private static bool IsGrants(FaultCall call, Guid user) =>
        call.Path == Routes.ProjectPermissions && call.Query("user_id") == user.ToString();

    private static JsonArray Items(JsonObject body) => body["items"]!.AsArray();

    private static JsonNode? Item(JsonObject body, Guid id) => Items(body).FirstOrDefault(item => (string?)item!["id"] == id.ToString());

    private static bool IsPaid(JsonNode? entry) => Net(entry) is not (null or "0");

    private static string? Net(JsonNode? entry) => (string?)entry!["net_amount"]?["USD"];
}
