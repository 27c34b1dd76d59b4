using System.Net;

namespace IntegrityTests.Deployment.Api;

/// <summary>
/// Stops a run that can only collect the same failure again: a dead server must not make a million findings. One success is enough to
/// tell a damaged project from a dead server.
/// </summary>
internal sealed class ServerHealth(Uri baseUrl, Action<string> stop)
{
    private const int MaxConsecutiveFailures = 10;
    private const int MaxErrorsBeforeAnySuccess = 100;
    private const int MaxForeignInARow = 100;
    private int _consecutiveFailures;
    private int _errors;
    private int _foreign;
    private volatile bool _hasSucceeded;

    /// <summary>A call was given up: no connection, no answer in time, or refused for load.</summary>
    public void GaveUp(string reason)
    {
        if (Interlocked.Increment(ref _consecutiveFailures) == MaxConsecutiveFailures)
            stop($"The API at {baseUrl} is not usable: {MaxConsecutiveFailures} calls in a row were given up, the last because {reason}. "
                + "Check the server, then run again.");
    }

    /// <summary>The server answered, whatever it said.</summary>
    public void Answered(ApiResponse response)
    {
        if (_consecutiveFailures != 0) Interlocked.Exchange(ref _consecutiveFailures, 0);
        if (response.IsOk || response.IsRefusal)
        {
            if (_foreign != 0) Interlocked.Exchange(ref _foreign, 0);
        }
        else if (Interlocked.Increment(ref _foreign) == MaxForeignInARow)
        {
            stop($"What answers at {baseUrl} is not Stack Auth any more: {MaxForeignInARow} answers in a row came from something else, the "
                + $"last was {response.Summary}. Let the suite pass whatever stands between, such as a firewall, then run again.");
        }

        if (response.IsOk)
            _hasSucceeded = true;
        else if (response.Status == HttpStatusCode.Unauthorized)
            stop(RefusedKey(baseUrl));
        else if (!_hasSucceeded && (int)response.Status >= 500 && Interlocked.Increment(ref _errors) == MaxErrorsBeforeAnySuccess)
            stop($"The API at {baseUrl} answers {(int)response.Status} to everything: {MaxErrorsBeforeAnySuccess} answers and not one "
                + "success. Read the server's log, then run again.");
    }

    /// <summary>What to say when the server refuses the admin key.</summary>
    public static string RefusedKey(Uri baseUrl) =>
        $"The API at {baseUrl} refuses the admin key (401). Expected in INTEGRITY_ADMIN_KEY: the super secret admin key of the internal "
        + "project. A production build of the backend also refuses the right key unless its operator allows it "
        + "(STACK_ALLOW_DEVELOPMENT_KEY_OVERRIDE_DESPITE_PRODUCTION on the backend of a replica or test copy).";
}
