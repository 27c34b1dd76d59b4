using System.Diagnostics;

namespace SampleDeployment.Postgres;

/// <summary>Installs PostgreSQL's server where the system's package manager lets us, and says what to do where it does not.</summary>
internal static class ServerInstaller
{
    // The package would otherwise create and start a cluster of the system, which nobody asked for. The lock lets two starts
    // at once share one installation.
    private const string AptScript = """
        exec 9>/tmp/sample-deployment-install.lock && flock 9
        ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0
        export DEBIAN_FRONTEND=noninteractive
        no_cluster=/etc/postgresql-common/createcluster.d/sample-deployment.conf
        mkdir -p "${no_cluster%/*}" && echo 'create_main_cluster = false' >"$no_cluster"
        apt-get update -q && apt-get install -qy --no-install-recommends -o DPkg::Lock::Timeout=300 postgresql
        status=$?
        rm -f "$no_cluster"
        exit $status
        """;

    private const string Advice = $"""
        PostgreSQL's server programs (initdb, pg_ctl, postgres) were not found. Install them, or name their folder
        in {ServerBinaries.Variable}:
          Debian, Ubuntu:     sudo apt-get install postgresql
          Fedora, RHEL:       sudo dnf install postgresql-server
          openSUSE:           sudo zypper install postgresql-server
          Arch:               sudo pacman -S postgresql
          Alpine:             sudo apk add postgresql
          macOS:              brew install postgresql
        """;

    /// <exception cref="PrivateClusterException">It cannot be installed from here.</exception>
    public static async Task<ServerBinaries> InstallAsync(CancellationToken cancel)
    {
        if (ProgramPath.Find("apt-get") is null)
            throw new PrivateClusterException(Advice);

        string[] sudo = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        if (sudo.Length > 0 && ProgramPath.Find("sudo") is null)
            throw new PrivateClusterException(Advice);

        await Console.Error.WriteLineAsync("No PostgreSQL server programs found: installing the package 'postgresql' with apt-get ...");
        var (succeeded, output) = await RunAsync([.. sudo, "/bin/sh", "-c", AptScript], cancel);
        return (succeeded ? ServerBinaries.Find() : null)
            ?? throw new PrivateClusterException($"{Advice}\napt-get could not do it here:\n{Tail(output)}");
    }

    private static async Task<(bool Succeeded, string Output)> RunAsync(string[] command, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode == 0, await output + await errors);
    }

    private static string Tail(string output) => string.Join('\n', output.Trim().Split('\n').TakeLast(10));
}
