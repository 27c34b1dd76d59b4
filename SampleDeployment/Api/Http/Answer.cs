using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Http;

/// <summary>What is sent back: a status, a body, and the code of a known error if it is one.</summary>
internal sealed record Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body, string? KnownError = null)
{
    /// <summary>Says when to ask again.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }

    /// <summary>Writes the body in another way than as a whole, if set.</summary>
    public Func<HttpContext, ReadOnlyMemory<byte>, Task>? Write { get; init; }

    public const string JsonType = "application/json; charset=utf-8";
    private const string TextType = "text/plain; charset=utf-8";

    // As JavaScript writes it: letters stay letters.
    private static readonly JsonWriterOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = JsonDepth.Max };

    public static Answer Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            write(writer);
        return new(200, JsonType, buffer.WrittenMemory);
    }

    public static Answer Text(int status, string text) => new(status, TextType, Encoding.UTF8.GetBytes(text));

    /// <summary>What the platform says when it crashed or its own answer failed its own validation.</summary>
    public static Answer SomethingWentWrong()
    {
        var id = Random.Shared.GetString("abcdefghjkmnpqrstvwxyz0123456789", 16);
        return Text(500, $"Something went wrong. Please make sure the data you entered is correct.\n\nRequest ID: {id}");
    }
}
