using System.Text;

namespace IntegrityTests.Running.Framework;

/// <summary>
/// The last line of the terminal that a run was started in. The terminal logger writes above it, and what a test process prints comes to
/// the logger line by line, so that the line cannot be rewritten there: it is written to the terminal itself.
/// </summary>
internal static class TerminalLine
{
    private const string Terminal = "/dev/tty";

    // Cursor saved, last line, erased, no wrapping; at the end wrapping and cursor as before. One write, so that nothing comes between.
    private const string Before = "\e7\e[999;1H\e[2K\e[?7l";
    private const string After = "\e[?7h\e8";

    /// <summary>What shows a text there, and with an empty text none; null where there is no such terminal.</summary>
    public static Action<string>? Open()
    {
        FileStream terminal;
        try
        {
            terminal = new FileStream(Terminal, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }

        return text => Show(terminal, text);
    }

    internal static void Show(Stream terminal, string text)
    {
        try
        {
            terminal.Write(Encoding.UTF8.GetBytes($"{Before}{text}{After}"));
        }
        catch (IOException)
        {
            // The terminal was closed; the run goes on.
        }
    }
}
