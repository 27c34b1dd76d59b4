using System.Text.Encodings.Web;
using System.Text.Json;

namespace SampleDeployment.Api.Json;

/// <summary>How deep JSON may be nested: stored, configured or answered.</summary>
internal static class JsonDepth
{
    /// <summary>
    /// The platform's JavaScript has no such limit; this one is far above what a verifier's data needs, and keeps the stack safe.
    /// </summary>
    public const int Max = 1000;

    /// <summary>For reading a document.</summary>
    public static JsonDocumentOptions Document { get; } = new() { MaxDepth = Max };

    /// <summary>For writing as JavaScript writes: letters stay letters.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Max };
}
