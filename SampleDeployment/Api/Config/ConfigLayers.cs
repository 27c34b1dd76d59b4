using System.Text.Json.Nodes;

namespace SampleDeployment.Api.Config;

/// <summary>Renders the override layers of a project: later layers win, dotted keys reach into objects, defaults fill the gaps.</summary>
internal static class ConfigLayers
{
    public static JsonObject Render(params ReadOnlySpan<string?> layers)
    {
        var config = new JsonObject();
        foreach (var layer in layers)
        {
            if (layer is not null && JsonNode.Parse(layer) is JsonObject overrides)
            {
                foreach (var (key, value) in overrides)
                    Set(config, key.Split('.'), value?.DeepClone());
            }
        }

        Fill(config, ConfigDefaults.Create());
        FillProducts(config);
        return config;
    }

    // A key that is set replaces all that earlier layers said below it.
    private static void Set(JsonObject config, ReadOnlySpan<string> path, JsonNode? value)
    {
        foreach (var key in path[..^1])
        {
            if (config[key] is not JsonObject inner)
                config[key] = inner = [];
            config = inner;
        }
        config[path[^1]] = value;
    }

    private static void Fill(JsonObject config, JsonObject defaults)
    {
        foreach (var (key, value) in defaults)
        {
            if (!config.TryGetPropertyValue(key, out var present))
                config[key] = value?.DeepClone();
            else if (present is JsonObject inner && value is JsonObject innerDefaults)
                Fill(inner, innerDefaults);
        }
    }

    private static void FillProducts(JsonObject config)
    {
        if (config["payments"] is not JsonObject payments || payments["products"] is not JsonObject products)
            return;

        foreach (var product in products.Select(entry => entry.Value).OfType<JsonObject>())
            Fill(product, new JsonObject { ["isAddOnTo"] = false });
    }
}
