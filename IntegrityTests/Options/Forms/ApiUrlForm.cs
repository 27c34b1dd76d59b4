namespace IntegrityTests.Options.Forms;

/// <summary>
/// The base URL of the API. The host is used as given. A path prefix is kept; <c>/api/v1</c> at the end is a
/// common slip with one possible meaning and is taken off.
/// </summary>
internal static class ApiUrlForm
{
    private const string Version = "/api/v1";

    public static Form<Uri> Base { get; } =
        new("an absolute http or https URL without user, query and fragment, such as https://api.example.com", Read);

    private static Uri Read(string text)
    {
        if (text.Any(char.IsWhiteSpace) || !Uri.TryCreate(text, UriKind.Absolute, out var url))
            throw new FormatException("is not an absolute URL");
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            throw new FormatException("is neither http nor https");
        if (url.UserInfo.Length > 0)
            throw new FormatException("contains a user or a password");
        if (text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal))
            throw new FormatException("contains a query or a fragment");

        var address = url.AbsoluteUri.TrimEnd('/');
        if (address.EndsWith(Version, StringComparison.OrdinalIgnoreCase))
            address = address[..^Version.Length].TrimEnd('/');
        return new Uri(address + "/");
    }
}
