using System.Net.Sockets;

namespace IntegrityTests.Deployment.Api;

/// <summary>Says why a call got no answer, without anything that the request held.</summary>
internal static class TransportFailure
{
    public static string Explain(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is SocketException socket) return socket.Message.TrimEnd('.');
            if (current is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }) return "the answer was cut off";
        }

        return exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http
            ? $"{http.HttpRequestError}: {http.Message}".TrimEnd('.')
            : exception.Message.TrimEnd('.');
    }
}
