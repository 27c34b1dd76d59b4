using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Union;

/// <summary>Puts the parts of one file together, in the order of its rows, while all of them stream.</summary>
internal static class FileUnion
{
    /// <summary>Writes the whole file.</summary>
    /// <param name="parts">Its parts; at least one.</param>
    /// <param name="target">Where it goes.</param>
    /// <returns>How many answers it has.</returns>
    /// <exception cref="SnapshotUnusableException">A part is not whole, or is of another snapshot.</exception>
    public static long Write(IReadOnlyList<string> parts, string target)
    {
        var readers = new List<SnapshotReader>();
        try
        {
            foreach (var part in parts) readers.Add(SnapshotReader.Open(part));
            var header = readers[0].Header.ToLine();
            var other = readers.FindIndex(reader => !reader.Header.ToLine().SequenceEqual(header));
            if (other > 0) throw new SnapshotUnusableException($"{parts[other]} and {parts[0]} are no parts of one file.");
            using var writer = SnapshotWriter.Create(target, readers[0].Header);
            var next = new PriorityQueue<(SnapshotReader Reader, ReadOnlyMemory<byte> Line), Place>();
            for (var index = 0; index < readers.Count; index++) Pull(readers[index], parts[index], index);
            while (next.TryDequeue(out var first, out var place))
            {
                writer.Write(first.Line.Span);
                Pull(first.Reader, parts[place.Part], place.Part);
            }

            writer.Complete(readers.Exists(reader => reader.IsPartial));
            return writer.Lines;

            void Pull(SnapshotReader reader, string part, int index)
            {
                if (reader.Next() is { } line) next.Enqueue((reader, line), Place.Of(line, part, index));
            }
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    /// <summary>Where a line stands. The lines of a row are in one part, in their order, and so are all of a place.</summary>
    private readonly record struct Place(string At, int Part) : IComparable<Place>
    {
        public static Place Of(ReadOnlyMemory<byte> line, string part, int index)
        {
            try
            {
                return new Place(SavedLine.Read(line).Place, index);
            }
            catch (FormatException problem)
            {
                throw SnapshotUnusableException.Of(part, problem);
            }
        }

        public int CompareTo(Place other)
        {
            var byPlace = string.CompareOrdinal(At, other.At);
            return byPlace != 0 ? byPlace : Part.CompareTo(other.Part);
        }
    }
}
