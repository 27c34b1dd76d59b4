using System.Buffers.Text;
using System.Text.Json;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Engine.Transactions;

/// <summary>The last transaction of a page, behind which the next one begins.</summary>
/// <param name="CreatedAtMillis">When it was.</param>
/// <param name="TxnId">Its id.</param>
internal sealed record EngineCursor(long CreatedAtMillis, string TxnId)
{
    /// <summary>The cursor of the first page.</summary>
    public static string First { get; } = Text(new(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds(), ""));

    /// <exception cref="ApiError">It is not a cursor.</exception>
    public static EngineCursor? Parse(string? text)
    {
        if (text is null) return null;

        try
        {
            var json = Base64Url.DecodeFromChars(text);
            if (JsonSerializer.Deserialize<EngineCursor>(json, JsonSerializerOptions.Web) is { TxnId: not null } cursor)
                return cursor;
        }
        catch (Exception mistake) when (mistake is FormatException or JsonException)
        {
            // Whatever is wrong with it, the answer is the same.
        }

        throw new ApiError(Answer.Text(400, "Invalid cursor"));
    }

    public static string After(Listed last) => Text(new(last.At, last.TransactionId));

    private static string Text(EngineCursor cursor) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(cursor, JsonSerializerOptions.Web));
}
