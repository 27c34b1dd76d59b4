using System.Diagnostics.CodeAnalysis;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Where lines go so that a person sees them while the run goes on.</summary>
/// <param name="Print">Prints a line.</param>
/// <param name="Status">Shows a line in place of the one before, and with an empty text none; null where that is not possible.</param>
internal sealed record OutputChannel(Action<string> Print, Action<string>? Status = null)
{
    /// <summary>
    /// The terminal logger shows what a test process prints and keeps diagnostic messages for the end; the other loggers do the
    /// opposite. It says which one it is by <c>_MSBUILDTLENABLED</c>.
    /// </summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The end of the run's reporting: what comes here has no secrets any more.")]
    public static OutputChannel Choose(string? terminalLogger, IMessageSink diagnostics) => terminalLogger == "1"
        ? new OutputChannel(Console.WriteLine, TerminalLine.Open())
        : new OutputChannel(line => diagnostics.OnMessage(new DiagnosticMessage(line)));
}
