using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace IntegrityTests.Json;

/// <summary>
/// The bytes of JSON that something writes. The buffer is used again, unless writing failed or the text was long: every answer of a run
/// passes here.
/// </summary>
internal static class JsonBytes
{
    private const int LargestKept = 1 << 16;
    private static readonly ConcurrentBag<Scratch> Free = [];

    /// <summary>The bytes that something writes.</summary>
    public static byte[] Of(Action<Utf8JsonWriter> write) => Of(write, text => text.ToArray());

    /// <summary>What a function makes of the bytes that something writes.</summary>
    public static T Of<T>(Action<Utf8JsonWriter> write, Func<ReadOnlySpan<byte>, T> use)
    {
        if (!Free.TryTake(out var scratch)) scratch = new Scratch();
        write(scratch.Writer);
        scratch.Writer.Flush();
        var result = use(scratch.Text.WrittenSpan);
        if (scratch.Text.Capacity <= LargestKept) Free.Add(scratch.Emptied());
        return result;
    }

    private sealed class Scratch
    {
        public Scratch() => Writer = new Utf8JsonWriter(Text, JsonDepth.Writer);

        public ArrayBufferWriter<byte> Text { get; } = new(1 << 12);

        public Utf8JsonWriter Writer { get; }

        public Scratch Emptied()
        {
            Text.ResetWrittenCount();
            Writer.Reset();
            return this;
        }
    }
}
