using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using IntegrityTests.Options;

namespace IntegrityTests.Access;

/// <summary>The sample deployment, run as a process of its own: the suite shares no code with it.</summary>
public sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(5);
    private const int MaxLinesOfComplaint = 40;
    private readonly Process _process;

    private SampleProcess(Process process, IntegrityOptions options)
    {
        _process = process;
        Options = options;
    }

    /// <summary>The options that it asks to be verified with.</summary>
    public IntegrityOptions Options { get; }

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="tell">Gets each line of its log, such as that it installs something.</param>
    /// <param name="cancel">Cancels the start.</param>
    /// <exception cref="DeploymentUnusableException">It did not start; the message holds the end of its log.</exception>
    public static async Task<SampleProcess> StartAsync(Action<string> tell, CancellationToken cancel)
    {
        var process = Launch("--stop-with-stdin", "--clickhouse");
        var complaints = ForwardAsync(process.StandardError, tell);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(StartDeadline);
        var variables = await ReadVariablesAsync(process, deadline.Token);
        if (variables is not null) return new SampleProcess(process, IntegrityOptions.Parse(variables, AppContext.BaseDirectory));
        process.StandardInput.Close();
        throw new DeploymentUnusableException(
            $"The sample deployment did not start: {await complaints} To verify a deployment of your own, set INTEGRITY_DATABASE, "
            + "INTEGRITY_API_URL and INTEGRITY_ADMIN_KEY.");
    }

    /// <summary>The projects that it will have, without starting it.</summary>
    public static async Task<IReadOnlyList<SampleProject>> ListProjectsAsync(CancellationToken cancel)
    {
        using var process = Launch("--list-projects");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var projects = await JsonSerializer.DeserializeAsync<List<SampleProject>>(
            process.StandardOutput.BaseStream, JsonSerializerOptions.Web, cancel);
        await errors;
        return projects ?? [];
    }

    /// <summary>Ends it: it stops when its input closes, and removes what it created. After 15 s it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static Process Launch(params string[] arguments)
    {
        var program = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(metadata => metadata.Key == "SampleDeployment").Value!;
        if (!File.Exists(program))
            throw new DeploymentUnusableException($"The sample deployment is not built: expected {program}. Build the solution first.");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<string> ForwardAsync(StreamReader errors, Action<string> tell)
    {
        var said = new Queue<string>();
        while (await errors.ReadLineAsync() is { } line)
        {
            tell($"sample deployment: {line}");
            said.Enqueue(line);
            if (said.Count > MaxLinesOfComplaint) said.Dequeue();
        }

        return said.Count == 0 ? "it said nothing." : string.Join(' ', said);
    }

    private static async Task<Dictionary<string, string>?> ReadVariablesAsync(Process process, CancellationToken cancel)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line == "ready") return variables;
            if (line.Split('=', 2) is [var name, var value]) variables[name] = value;
        }

        return null;
    }
}

/// <summary>A project that the sample deployment will have.</summary>
public sealed record SampleProject(string Id, string Name, string Description);
