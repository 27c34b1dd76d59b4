using System.Diagnostics;

namespace IntegrityTests.Tests.Repairs;

/// <summary>How a script ended.</summary>
internal sealed record Applied(int ExitCode, string Output, string Errors);

/// <summary>Runs scripts as a person does.</summary>
internal static class Psql
{
    /// <summary>Runs a script with psql. Variables are set that a script could use by mistake.</summary>
    public static async Task<Applied> RunAsync(string uri, string file)
    {
        var start = new ProcessStartInfo("psql") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["--no-psqlrc", "--set=ON_ERROR_STOP=1", "--set=name=pasted", "--set=id=pasted", $"--file={file}", uri];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var psql = Process.Start(start)!;
        var (output, errors) = (psql.StandardOutput.ReadToEndAsync(), psql.StandardError.ReadToEndAsync());
        await psql.WaitForExitAsync();
        return new Applied(psql.ExitCode, await output, await errors);
    }
}
