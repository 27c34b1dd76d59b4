using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace SampleClickHouse.Http;

/// <summary>An error in a server's words: <c>Code: N. DB::Exception: what. (NAME) (version ...)</c>.</summary>
internal sealed partial class ServerException : Exception
{
    /// <summary>One that the server itself reports.</summary>
    public ServerException(int code, string what, string name)
        : this(string.Create(CultureInfo.InvariantCulture, $"Code: {code}. DB::Exception: {what} ({name})"))
    {
    }

    /// <summary>One that the engine reports.</summary>
    public ServerException(string text)
        : base(text) => Code = CodeIn().Match(text) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 1001;

    /// <summary>The number of the error; 1001 is one without a number.</summary>
    public int Code { get; }

    /// <summary>The status that a server gives this error.</summary>
    public int Status => Statuses.GetValueOrDefault(Code, StatusCodes.Status500InternalServerError);

    private static readonly Dictionary<int, int> Statuses = new()
    {
        // Syntax and arguments.
        [6] = 400, [27] = 400, [36] = 400, [38] = 400, [41] = 400, [43] = 400, [53] = 400, [62] = 400, [70] = 400, [72] = 400, [456] = 400,
        // Something unknown: function, identifier, type, storage, table, format, database, setting.
        [46] = 404, [47] = 404, [50] = 404, [56] = 404, [60] = 404, [73] = 404, [81] = 404, [115] = 404,
        // A wrong user or password; one that is not given.
        [192] = 403, [193] = 403, [516] = 403, [194] = 401,
        // Not implemented; out of time.
        [48] = 501, [159] = 408,
    };

    [GeneratedRegex(@"Code: (\d+)")]
    private static partial Regex CodeIn();
}
