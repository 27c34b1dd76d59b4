using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrityTests.Json;

/// <summary>How deep JSON may be nested, anywhere in the suite, and the options that say so to readers and writers.</summary>
internal static class JsonDepth
{
    /// <summary>
    /// Levels of an answer, a stored value or a config. The platform does not limit the depth of metadata, and the default of .NET, 64, is
    /// less than an answer may have.
    /// </summary>
    public const int Max = 1000;

    // A file of the suite holds an answer some levels down, and an answer may hold a text that is written as the JSON in it: config_string.
    private const int MaxOfFile = (2 * Max) + 24;

    /// <summary>For JSON that the deployment gives.</summary>
    public static readonly JsonDocumentOptions Given = new() { MaxDepth = Max };

    /// <summary>For JSON that the suite wrote.</summary>
    public static readonly JsonDocumentOptions Own = new() { MaxDepth = MaxOfFile };

    /// <summary>For JSON that the suite writes: only what has to be escaped is.</summary>
    public static readonly JsonSerializerOptions Serializer = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxOfFile,
    };

    /// <summary>As <see cref="Serializer"/>, for a writer whose caller makes sure that the JSON is complete.</summary>
    public static readonly JsonWriterOptions Writer = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxOfFile,
        SkipValidation = true,
    };

    /// <summary>Whether a text is JSON, and nested deeper than <see cref="Max"/>.</summary>
    public static bool IsExceededBy(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var isExceeded = false;
        try
        {
            // What an array holds is one level deeper than its begin.
            while (reader.Read())
                isExceeded |= reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= Max;
        }
        catch (JsonException)
        {
            return false;
        }

        return isExceeded;
    }
}
