using System.Net.Sockets;
using System.Security.Authentication;
using Polly.Timeout;

namespace IntegrityTests.Deployment.Api;

/// <summary>Says in a few words why a call got no answer. What a server sent is not repeated: it could hold anything.</summary>
internal static class CallFailure
{
    /// <summary>The reason, without a period, and without anything of request or answer.</summary>
    public static string Explain(Exception exception)
    {
        // First: its cause is the read that it ended.
        if (exception is TimeoutRejectedException late) return $"no complete answer within {late.Timeout.TotalSeconds:0.###} s";
        if (Find<AuthenticationException>(exception) is { } tls) return ExplainTls(tls.Message);
        if (Find<SocketException>(exception) is { } socket) return socket.Message.TrimEnd('.');
        return (Find<HttpIOException>(exception)?.HttpRequestError ?? Find<HttpRequestException>(exception)?.HttpRequestError) switch
        {
            HttpRequestError.ResponseEnded => "the answer was cut off",
            HttpRequestError.InvalidResponse => "what answers does not speak HTTP: is it https, or another service's port?",
            HttpRequestError.SecureConnectionError =>
                "no TLS connection could be made: is it http, or does the server speak no version of TLS that this machine allows?",
            HttpRequestError.NameResolutionError => "the name of the server is not known",
            HttpRequestError.ConfigurationLimitExceeded => "the answer's headers are too large",
            HttpRequestError.Unknown or null => $"the connection broke ({exception.GetType().Name})",
            { } error => $"the connection failed ({error})",
        };
    }

    // .NET names what is wrong with a certificate in its message only.
    private static string ExplainTls(string message)
    {
        (string Sign, string Reason)[] reasons =
        [
            ("NotTimeValid", "has expired, or is not valid yet"),
            ("RemoteCertificateNameMismatch", "is for another host name"),
            ("Revoked", "has been revoked"),
            ("UntrustedRoot", "was issued by somebody whom this machine does not trust"),
            ("PartialChain", "was issued by somebody whom this machine does not know"),
            ("RemoteCertificateNotAvailable", "is missing"),
        ];
        var found = reasons.Where(reason => message.Contains(reason.Sign, StringComparison.Ordinal))
            .Select(reason => reason.Reason)
            .ToList();
        return found.Count > 0
            ? $"the server's TLS certificate {string.Join(" and ", found)}"
            : "no TLS connection could be made: client and server have no version or cipher in common, or the server speaks no TLS";
    }

    private static T? Find<T>(Exception? failure)
        where T : Exception
    {
        for (var current = failure; current is not null; current = current.InnerException)
            if (current is T found) return found;
        return null;
    }
}
