using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace IntegrityTests.Running.Execution;

/// <summary>What a row writes by <see cref="ITestOutputHelper"/>; shown only with a failing result.</summary>
internal sealed class RowOutput : ITestOutputHelper
{
    private readonly Lock _gate = new();
    private StringBuilder? _text;

    public string Text
    {
        get
        {
            lock (_gate) return _text?.ToString() ?? "";
        }
    }

    public void WriteLine(string message)
    {
        lock (_gate) (_text ??= new StringBuilder()).AppendLine(message);
    }

    public void WriteLine(string format, params object[] args) => WriteLine(string.Format(CultureInfo.InvariantCulture, format, args));
}
