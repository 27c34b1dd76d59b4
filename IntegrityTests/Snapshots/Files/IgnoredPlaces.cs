using System.IO.Enumeration;
using IntegrityTests.Options;

namespace IntegrityTests.Snapshots.Files;

/// <summary>What may differ: it is left out of both sides. Counts which paths matched anything.</summary>
internal sealed class IgnoredPlaces(IReadOnlyList<IgnoredPath> paths)
{
    private readonly long[] _hits = new long[paths.Count];

    public IReadOnlyList<IgnoredPath> Paths => paths;

    /// <summary>Paths that matched nothing so far.</summary>
    public IEnumerable<IgnoredPath> Unmatched => paths.Where((_, index) => Interlocked.Read(ref _hits[index]) == 0);

    /// <summary>Where the paths about an endpoint begin.</summary>
    public Trail At(string endpoint) =>
        paths.Count == 0 ? default : new Trail(this, [.. Indices(endpoint).Select(index => (index, 0))]);

    private IEnumerable<int> Indices(string endpoint) =>
        Enumerable.Range(0, paths.Count).Where(index => Fits(paths[index].Endpoint, endpoint));

    private void Hit(int index) => Interlocked.Increment(ref _hits[index]);

    // A star stands for anything but a slash, and an endpoint without query for all its queries.
    private static bool Fits(string? pattern, string endpoint)
    {
        if (pattern is null) return true;
        var parts = pattern.Split('/');
        var given = (pattern.Contains('?', StringComparison.Ordinal) ? endpoint : endpoint.Split('?')[0]).Split('/');
        return parts.Length == given.Length && parts.Zip(given).All(pair => pair.First == pair.Second || Matches(pair.First, pair.Second));
    }

    private static bool Matches(string pattern, string given) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("?", "\\?", StringComparison.Ordinal), given, ignoreCase: false);

    /// <summary>The paths that lead further from a place of an answer.</summary>
    internal readonly struct Trail(IgnoredPlaces places, (int Path, int Step)[] open)
    {
        public bool IsEmpty => open is null or { Length: 0 };

        /// <summary>Goes to a member, or, with null, to an item.</summary>
        /// <param name="name">The member's name; null for an item of an array.</param>
        /// <param name="isIgnored">Whether a path ends there.</param>
        public Trail To(string? name, out bool isIgnored)
        {
            isIgnored = false;
            if (IsEmpty) return default;
            var next = new List<(int, int)>();
            foreach (var (path, step) in open)
            {
                var steps = places.Paths[path].Steps;
                if (steps[step] is { } wanted && wanted != name) continue;
                if (step + 1 < steps.Count)
                {
                    next.Add((path, step + 1));
                    continue;
                }

                isIgnored = true;
                places.Hit(path);
            }

            return new Trail(places, [.. next]);
        }
    }
}
