using System.Collections.Concurrent;
using IntegrityTests.Running;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>What a scripted check does, in the test that is running.</summary>
internal sealed class Script
{
    public static readonly AsyncLocal<Script?> Ambient = new();

    private static readonly AsyncLocal<CheckRow?> RunningRow = new();

    /// <summary>The row whose body runs.</summary>
    public static CheckRow Row
    {
        get => RunningRow.Value!;
        set => RunningRow.Value = value;
    }

    public Func<CancellationToken, IAsyncEnumerable<object[]>> Source { get; set; } = _ => Numbers(1);

    public Func<int, CancellationToken, Task> Body { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What each opened source knew about its case.</summary>
    public ConcurrentBag<CaseContext> Opened { get; } = [];

    /// <summary>Whatever a check wants to show to its test.</summary>
    public object? Seen { get; set; }

    public static RowSource Rows() => RowSource.From((context, cancel) =>
    {
        Ambient.Value!.Opened.Add(context);
        return Ambient.Value.Source(cancel);
    });

    public static async IAsyncEnumerable<object[]> Numbers(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await Task.Yield();
            yield return [number];
        }
    }

    public static async IAsyncEnumerable<object[]> NumbersThenThrow(int count, Exception failure)
    {
        await foreach (var row in Numbers(count))
            yield return row;
        throw failure;
    }
}
