using System.Net.Sockets;
using IntegrityTests.Deployment.Database;
using Npgsql;

namespace IntegrityTests;

/// <summary>Says what an exception says. A text that may quote data is shown only where personal data is.</summary>
/// <param name="isShown">Whether personal data is shown.</param>
internal sealed class FailureText(bool isShown)
{
    /// <summary>What it says, as it may be shown.</summary>
    public string Explain(Exception failure) => failure switch
    {
        _ when isShown => failure.Message,
        PostgresException refused => DatabaseFailure.Words(refused),
        NpgsqlException or SocketException or IOException or TimeoutException or OperationCanceledException => failure.Message,
        // What the suite itself says names no data.
        _ when failure.GetType().Assembly == typeof(FailureText).Assembly => failure.Message,
        AggregateException all => string.Join(' ', all.InnerExceptions.Select(Explain)),
        _ => "its text is not shown because it may quote data; INTEGRITY_PERSONAL_DATA=show shows it",
    };
}
