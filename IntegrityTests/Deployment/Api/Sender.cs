using System.Net;
using System.Net.Http.Headers;

namespace IntegrityTests.Deployment.Api;

/// <summary>
/// What the headers of an answer say about who sent it, as far as it may be shown: nothing of them is repeated that could hold a secret or
/// personal data.
/// </summary>
internal static class Sender
{
    private const int MaxPath = 100;

    private static readonly string[] Known =
    [
        "cloudflare", "nginx", "openresty", "Apache", "Varnish", "envoy", "awselb", "AmazonS3", "CloudFront", "AkamaiGHost", "HAProxy",
        "Caddy", "Traefik", "Microsoft-IIS", "Microsoft-Azure-Application-Gateway", "BigIP", "Vercel", "Google Frontend", "istio-envoy",
    ];

    /// <summary>The proxy or firewall that the header <c>Server</c> names; null where it names none that is known.</summary>
    public static string? NameOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("Server", out var values) && string.Join(' ', values) is var server
            ? Known.FirstOrDefault(name => server.Contains(name, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>The platform's code of a known error; null where there is none, or the header does not have its form.</summary>
    public static string? KnownErrorOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-stack-known-error", out var values) && values.First() is { Length: > 0 and <= 100 } code
            && code.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_')
            ? code
            : null;

    /// <summary>Where a redirect leads: without user, query and fragment, and without a path that may be about somebody.</summary>
    /// <param name="status">The status of the answer.</param>
    /// <param name="target">The header <c>Location</c>.</param>
    /// <returns>The target; null for an answer that is not a redirect.</returns>
    public static string? TargetOf(HttpStatusCode status, Uri? target)
    {
        if ((int)status is < 300 or > 399) return null;
        if (target is null) return "nowhere: it has no header Location";
        if (target.IsAbsoluteUri) return $"{target.Scheme}://{target.Authority.Split('@')[^1]}{Path(target.AbsolutePath)}";
        return Path(target.OriginalString.Split('?', '#')[0]);
    }

    private static string Path(string path) =>
        path.Length <= MaxPath && path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.')
            ? path
            : "/(a path that is not shown)";
}
