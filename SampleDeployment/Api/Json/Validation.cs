using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Json;

/// <summary>The parts of the platform's response validation that stored text can fail.</summary>
internal static class Validation
{
    // ISO 3166-1.
    private const string Countries =
        " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD"
        + " CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF"
        + " GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN"
        + " KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA"
        + " NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI"
        + " SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI"
        + " VN VU WF WS YE YT ZA ZM ZW ";

    /// <summary>A country's code; the newest version takes any two letters for one.</summary>
    /// <exception cref="InvalidResponseException">It is none.</exception>
    public static string? Country(string? text, bool anyLetters)
    {
        if (text?.Trim().ToUpperInvariant() is not { } code) return null;

        return anyLetters && code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']
            || !anyLetters && code.Length == 2 && Countries.Contains($" {code} ", StringComparison.Ordinal)
                ? code
                : throw new InvalidResponseException("A country in the answer does not exist.");
    }

    /// <exception cref="InvalidResponseException">It is not a URL.</exception>
    public static string? Url(string? text) =>
        text is null || Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "data"
            ? text
            : throw new InvalidResponseException("A URL in the answer is not valid.");

    /// <exception cref="InvalidResponseException">It is not an e-mail address.</exception>
    public static string? Email(string? text) =>
        text is null || text.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsWhiteSpace)
            ? text
            : throw new InvalidResponseException("An e-mail address in the answer is not valid.");
}
