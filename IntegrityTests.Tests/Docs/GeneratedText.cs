namespace IntegrityTests.Tests.Docs;

/// <summary>A part of a document that a program writes. <c>UPDATE_DOCS=yes</c> renews it.</summary>
internal static class GeneratedText
{
    /// <summary>The part between two lines of a document, after it was renewed if that was asked for.</summary>
    public static string In(string path, string begin, string end, string renewed)
    {
        var text = Repository.Read(path);
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var stop = text.IndexOf(end, start, StringComparison.Ordinal);
        if (start < begin.Length || stop < 0)
            throw new InvalidOperationException($"{path} has no part between \"{begin.Trim()}\" and \"{end.Trim()}\".");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") != "yes") return text[start..stop];
        Repository.Write(path, text[..start] + renewed + text[stop..]);
        return renewed;
    }
}
