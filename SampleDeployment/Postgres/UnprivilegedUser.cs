using System.Diagnostics;

namespace SampleDeployment.Postgres;

/// <summary>Who runs the server: PostgreSQL refuses to run as root, so root hands over to an ordinary user.</summary>
internal sealed class UnprivilegedUser
{
    private readonly string[] _prefix;

    private UnprivilegedUser(params string[] prefix) => _prefix = prefix;

    public static UnprivilegedUser Current()
    {
        if (!Environment.IsPrivilegedProcess) return new();

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var account = accounts.Find(fields => fields[0] == "postgres") ?? accounts.Find(fields => fields[0] == "nobody")
            ?? throw new PrivateClusterException(
                "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody'. Run as an ordinary user.");

        if (ProgramPath.Find("setpriv") is { } setpriv)
            return new(setpriv, "--reuid=" + account[2], "--regid=" + account[3], "--clear-groups", "--");
        if (ProgramPath.Find("runuser") is { } runuser) return new(runuser, "-u", account[0], "--");
        return new("su", "-s", "/bin/sh", account[0], "-c", "exec \"$0\" \"$@\"", "--");
    }

    public ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        string[] command = [.. _prefix, program, .. arguments];
        return new(command[0], command[1..]);
    }
}
