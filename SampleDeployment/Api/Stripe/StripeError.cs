using System.Text.Json.Nodes;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Stripe;

/// <summary>Stripe's errors, in its own words.</summary>
internal static class StripeError
{
    public static ApiError NoKey() => Of(
        401,
        "You did not provide an API key. You need to provide your API key in the Authorization header, "
        + "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");

    public static ApiError WrongKey() => Of(401, "Invalid API Key provided: sk_test_****");

    public static ApiError NoAccount(string account) => Of(
        403,
        $"The provided key 'sk_test_****' does not have access to account '{account}' (or that account does not exist). "
        + "Application access may have been revoked.",
        code: "account_invalid");

    public static ApiError BadLimit(string limit) => Of(400, $"Invalid integer: {limit}", "parameter_invalid_integer", "limit");

    public static ApiError NoEntry(string id) => Of(400, $"No such balance transaction: '{id}'", "resource_missing", "starting_after");

    private static ApiError Of(int status, string message, string? code = null, string? parameter = null)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error" };
        if (code is not null)
            error["code"] = code;
        if (parameter is not null)
            error["param"] = parameter;
        var body = new JsonObject { ["error"] = error };
        return new(new(status, "application/json", System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())));
    }
}
