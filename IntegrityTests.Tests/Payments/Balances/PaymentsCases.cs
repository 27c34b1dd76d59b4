using System.Text.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>The recorded states of stack-auth/payments-cases.json, or of the file that <c>PAYMENTS_CASES</c> names.</summary>
internal static class PaymentsCases
{
    private const string Variable = "PAYMENTS_CASES";
    private static readonly Lazy<JsonElement> File = new(() => JsonElement.Parse(System.IO.File.ReadAllBytes(Path)));

    /// <summary>Why there are none here, or null.</summary>
    public static string? SkipReason => Named is null ? SharedFacts.SkipReason : null;

    public static PaymentsConfig Config => PaymentsConfigParser.Parse(File.Value.GetProperty("project").GetProperty("payments"));

    public static IReadOnlyList<PaymentsCase> All => [.. File.Value.GetProperty("cases").EnumerateArray().Select(body => new PaymentsCase(body))];

    private static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    private static string Path => Named ?? System.IO.Path.Combine(SharedFacts.Folder, "payments-cases.json");
}
