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
    public int Status => Code switch
    {
        // Syntax and arguments.
        6 or 27 or 36 or 38 or 41 or 43 or 53 or 62 or 70 or 72 or 456 => StatusCodes.Status400BadRequest,
        // Something unknown: function, identifier, type, storage, table, format, database, setting.
        46 or 47 or 50 or 56 or 60 or 73 or 81 or 115 => StatusCodes.Status404NotFound,
        // A wrong user or password; one that is not given.
        192 or 193 or 516 => StatusCodes.Status403Forbidden,
        194 => StatusCodes.Status401Unauthorized,
        // Not implemented; out of time.
        48 => StatusCodes.Status501NotImplemented,
        159 => StatusCodes.Status408RequestTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    [GeneratedRegex(@"Code: (\d+)")]
    private static partial Regex CodeIn();
}
