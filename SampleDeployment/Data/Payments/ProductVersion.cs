using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Data.Payments;

/// <summary>The id of a product's version: a hash of the product's id and of the product, in which keys are sorted.</summary>
internal static class ProductVersion
{
    public static string IdOf(string productId, string product)
    {
        var text = new JsonObject { ["productId"] = productId, ["productJson"] = Sorted(JsonNode.Parse(product)) };
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToJsonString(JsonDepth.Relaxed))));
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
