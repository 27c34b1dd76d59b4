namespace IntegrityTests.Running.Causes;

/// <summary>
/// Puts findings together by what is behind them, in bounded memory: those that say the same of many rows, and those of several checks
/// about one row, under the check that is nearest to it. Safe for several threads.
/// </summary>
/// <param name="distance">How far a check is from the rows: 0 for one that reads them.</param>
internal sealed class CauseBook(Func<string, int> distance)
{
    /// <summary>Causes that are told apart: findings beyond them are counted.</summary>
    public const int MaxCauses = 1000;

    /// <summary>Rows whose findings are put together. A finding about another one has the cause of those that say the same.</summary>
    public const int MaxRows = 10_000;

    private const int MaxSubjects = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<CauseKey, Group> _groups = [];
    private readonly Dictionary<Row, LinkedRow> _rows = [];
    private readonly Dictionary<(Row, Group), Group> _nearest = [];
    private long _unsorted;

    /// <summary>Adds a finding, ready to be shown; not one that is known, or only information.</summary>
    public void Add(Finding finding)
    {
        var key = CauseKey.Of(finding);
        lock (_gate)
        {
            if (!_groups.TryGetValue(key, out var group))
            {
                if (_groups.Count == MaxCauses)
                {
                    _unsorted++;
                    return;
                }

                _groups[key] = group = new Group(key, finding, distance(finding.Code));
            }

            group.Add(finding);
            Note(finding, group);
        }
    }

    /// <summary>No more findings come: puts together what follows from one row.</summary>
    public CauseList Conclude()
    {
        lock (_gate)
        {
            var same = SameRows();
            foreach (var (row, linked) in _rows)
            {
                foreach (var link in linked.Links.Where(link => link.Count > 0))
                {
                    var nearest = Nearest(row, linked, link, same);
                    if (nearest == link.Group) continue;
                    _nearest[(row, link.Group)] = nearest;
                    nearest.Take(link.Group, link.Count);
                }
            }

            var causes = _groups.Values.Where(group => group.Findings > 0).Select(group => group.ToCause())
                .OrderByDescending(cause => cause.Severity).ThenByDescending(cause => cause.Findings)
                .ThenBy(cause => cause.Text, StringComparer.Ordinal).ThenBy(cause => cause.First.Project, StringComparer.Ordinal);
            return new CauseList([.. causes], _unsorted);
        }
    }

    /// <summary>The text of a finding's cause, after the causes were concluded.</summary>
    public string TextOf(Finding finding)
    {
        var key = CauseKey.Of(finding);
        lock (_gate)
        {
            return _groups.TryGetValue(key, out var group)
                ? $"{_nearest.GetValueOrDefault((new Row(finding.Project, CauseKey.RowOf(finding)), group), group).Key}"
                : $"{key}";
        }
    }

    private void Note(Finding finding, Group group)
    {
        if (LinkAt(CauseKey.RowOf(finding), finding, group) is not { } link) return;
        link.Count++;
        // Who reads its subject fails too, and has no other word for it.
        if (finding.Root is not null) LinkAt(CauseKey.SubjectOf(finding), finding, group);
    }

    private Link? LinkAt(string id, Finding finding, Group group)
    {
        var row = new Row(finding.Project, id);
        if (!_rows.TryGetValue(row, out var linked))
        {
            if (_rows.Count == MaxRows) return null;
            _rows[row] = linked = new LinkedRow(_rows.Count);
        }

        var link = linked.Links.Find(other => other.Group == group);
        if (link is null) linked.Links.Add(link = new Link(group, CauseKey.NamedBy(finding)));
        return link;
    }

    // What is equally near is put together only where it always comes together: two faults of one row may be those of others too.
    private Dictionary<Group, Group> SameRows()
    {
        var rows = _rows.Values.SelectMany(row => row.Links.Where(link => link.Count > 0), (row, link) => (row.Number, link.Group))
            .ToLookup(pair => pair.Group, pair => pair.Number);
        var first = new Dictionary<(int Distance, string Rows), Group>();
        var same = new Dictionary<Group, Group>();
        foreach (var group in rows.Select(pair => pair.Key).Order())
        {
            var key = (group.Distance, string.Join(' ', rows[group]));
            same[group] = first.TryGetValue(key, out var other) ? other : first[key] = group;
        }

        return same;
    }

    private Group Nearest(Row row, LinkedRow linked, Link link, Dictionary<Group, Group> same)
    {
        var nearest = linked.Nearest;
        if (nearest.Distance == link.Group.Distance)
        {
            nearest = link.Named.Select(id => _rows.GetValueOrDefault(row with { Id = id })?.Nearest).OfType<Group>().Order()
                .FirstOrDefault(other => other.Distance < link.Group.Distance, link.Group);
        }

        return same[nearest];
    }

    private readonly record struct Row(string? Project, string Id);

    private sealed class LinkedRow(int number)
    {
        public int Number => number;

        public List<Link> Links { get; } = [];

        public Group Nearest => Links.Select(link => link.Group).Min()!;
    }

    private sealed class Link(Group group, IReadOnlyList<string> named)
    {
        public Group Group => group;

        public IReadOnlyList<string> Named => named;

        public long Count { get; set; }
    }

    /// <summary>Findings of one check that say the same, and those that follow from the same rows.</summary>
    private sealed class Group(CauseKey key, Finding first, int distance) : IComparable<Group>
    {
        private readonly string _text = $"{key}";
        private readonly SortedDictionary<string, long> _codes = new(StringComparer.Ordinal);
        private readonly List<string> _subjects = [];
        private Severity _severity = first.Severity;
        private bool _hasMore;

        public CauseKey Key => key;

        public int Distance => distance;

        public long Findings => _codes.Values.Sum();

        // The nearest to the rows first; not by when they came, which is another in every run.
        public int CompareTo(Group? other) => other is null ? 1
            : distance != other.Distance ? distance.CompareTo(other.Distance)
            : string.CompareOrdinal(_text, other._text);

        public void Add(Finding finding)
        {
            if (finding.Severity > _severity) _severity = finding.Severity;
            _codes[key.Code] = _codes.GetValueOrDefault(key.Code) + 1;
            if (_subjects.Contains(finding.Subject)) return;
            if (_subjects.Count < MaxSubjects) _subjects.Add(finding.Subject);
            else _hasMore = true;
        }

        public void Take(Group other, long count)
        {
            if (other._severity > _severity) _severity = other._severity;
            var code = other.Key.Code;
            other._codes[code] -= count;
            _codes[code] = _codes.GetValueOrDefault(code) + count;
        }

        public Cause ToCause() => new(
            _text, first, _severity, Findings, _codes.Where(pair => pair.Value > 0).ToDictionary(), _subjects, _hasMore);
    }
}
