using System.Text.Json;
using IntegrityTests.Deployment.Api;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>The entry to assertions about the platform.</summary>
public static class AssertionExtensions
{
    /// <summary>Asserts something about an answer.</summary>
    public static ApiResponseAssertions Should(this ApiResponse response) => new(response);

    /// <summary>The <c>items</c> of an answered list.</summary>
    public static bool TryGetItems(this JsonElement body, out JsonElement items)
    {
        items = default;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("items", out items) && items.ValueKind == JsonValueKind.Array;
    }
}
