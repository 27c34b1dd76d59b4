using System.Diagnostics.CodeAnalysis;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Where lines go so that a person sees them while the run goes on.</summary>
internal static class OutputChannel
{
    /// <summary>
    /// The terminal logger shows what a test process prints and keeps diagnostic messages for the end; the other loggers do the
    /// opposite. It says which one it is by <c>_MSBUILDTLENABLED</c>.
    /// </summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The end of the run's reporting: what comes here has no secrets any more.")]
    public static Action<string> Choose(string? terminalLogger, IMessageSink diagnostics) =>
        terminalLogger == "1" ? Console.WriteLine : line => diagnostics.OnMessage(new DiagnosticMessage(line));
}
