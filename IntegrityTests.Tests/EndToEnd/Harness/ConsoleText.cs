using System.Diagnostics;
using System.Text;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>What a process prints, both streams in the order in which the lines came.</summary>
internal sealed class ConsoleText
{
    private readonly StringBuilder _text = new();
    private readonly Process _process;

    public ConsoleText(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    /// <summary>Starts reading.</summary>
    public void Begin()
    {
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public override string ToString()
    {
        lock (_text) return _text.ToString();
    }

    private void Add(string? line)
    {
        lock (_text) _text.AppendLine(line);
    }
}
