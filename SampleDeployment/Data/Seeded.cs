using System.Buffers.Binary;

namespace SampleDeployment.Data;

/// <summary>
/// Ids that are the same on every run, platform and version: a SplitMix64 sequence that starts from what the id is of.
/// System.Random promises no such thing.
/// </summary>
internal static class Seeded
{
    /// <summary>A UUID of version 4 form for the <paramref name="index"/>th thing of a kind in a project.</summary>
    public static Guid Id(int project, string kind, long index)
    {
        Span<byte> bytes = stackalloc byte[16];
        var state = Mix(Hash(kind) ^ Mix((ulong)project) ^ (ulong)index);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Mix(state));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Mix(state + 1));
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>A secret as the platform makes it: 45 lower-case letters and digits.</summary>
    public static string Secret(int project, string kind, long index) => $"{Id(project, kind, index):N}{Id(project, kind, ~index):N}"[..45];

    private static ulong Mix(ulong value)
    {
        value += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }

    // FNV-1a: string.GetHashCode differs from process to process.
    private static ulong Hash(string text)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var c in text)
            hash = (hash ^ c) * 0x100000001b3;
        return hash;
    }
}
