using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Save;

/// <summary>The answers that one row gets. Of an endpoint that is asked again, the last answer counts, as it does for the check.</summary>
/// <param name="project">The row's project.</param>
/// <param name="place">Where the row stands.</param>
/// <param name="subject">Whom or what the row is about.</param>
/// <param name="listOf">Opens the file of a list that streams.</param>
internal sealed class RowAnswers(Project project, string place, string subject, Func<Project, string, ListFile> listOf)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListFile> _lists = new(StringComparer.Ordinal);

    public Project Project => project;

    public string Place => place;

    public bool IsUser => subject.StartsWith("user:", StringComparison.Ordinal);

    /// <summary>The lines of the row, once it has ended.</summary>
    public IReadOnlyList<byte[]> Lines { get; private set; } = [];

    /// <summary>Takes an answer.</summary>
    public void Add(ApiResponse answer)
    {
        var request = PageRequest.Of(answer.Endpoint);
        lock (_gate)
        {
            if (request.LongList is { } list)
            {
                if (!_lists.TryGetValue(list, out var file)) _lists[list] = file = listOf(project, list);
                file.Add(answer, request);
            }
            else if (request.Cursor is not null && _kept.TryGetValue(request.Path, out var before) && answer.IsOk)
                before.Items.AddRange(ItemsOf(answer, request.Endpoint));
            else
                _kept[request.Path] = new Kept(answer, request.Endpoint, ItemsOf(answer, request.Endpoint));
        }
    }

    /// <summary>Says what an answer will be as time passes.</summary>
    public void Foresee(ApiResponse answer, IReadOnlyList<FutureQuantity> later)
    {
        lock (_gate)
            if (_kept.TryGetValue(PageRequest.Of(answer.Endpoint).Path, out var kept)) kept.Later = later;
    }

    /// <summary>Writes the row's answers as lines, and ends its lists.</summary>
    public void End(LineWriter lines, bool isAnswered)
    {
        foreach (var list in _lists.Values) list.End(isAnswered);
        var written = isAnswered
            ? _kept.SelectMany(pair => LinesOf(lines, pair.Key, pair.Value))
            : [(Place: place, Endpoint: "", Subject: subject, Text: lines.Unknown(place, subject))];
        Lines = [.. written.OrderBy(line => line.Place, StringComparer.Ordinal)
            .ThenBy(line => line.Endpoint, StringComparer.Ordinal)
            .ThenBy(line => line.Subject, StringComparer.Ordinal)
            .Select(line => line.Text)];
        _kept.Clear();
    }

    private IEnumerable<(string Place, string Endpoint, string Subject, byte[] Text)> LinesOf(LineWriter lines, string endpoint, Kept kept)
    {
        var answer = kept.Answer;
        if (!answer.IsOk || kept.Endpoint is not { List: { } member } list || answer.Body.Items(member) is null)
        {
            yield return (place, endpoint, answer.Subject, lines.Answer(place, answer, endpoint, null, kept.Later));
            yield break;
        }

        if (!list.ListsProject)
        {
            yield return (place, endpoint, answer.Subject, lines.Answer(place, answer, endpoint, kept.Items, kept.Later));
            yield break;
        }

        yield return (place, endpoint, answer.Subject, lines.Answer(place, answer, endpoint, [], kept.Later));
        foreach (var item in kept.Items)
        {
            var id = item.Text("id") ?? "?";
            yield return (id, endpoint, $"{list.Kind}:{id}", lines.Item(id, answer, endpoint, $"{list.Kind}:{id}", item, member));
        }
    }

    private static List<JsonElement> ItemsOf(ApiResponse answer, ApiEndpoint? endpoint) =>
        answer.IsOk && endpoint?.List is { } list && answer.Body.Items(list) is { } items ? [.. items.EnumerateArray()] : [];

    private sealed class Kept(ApiResponse answer, ApiEndpoint? endpoint, List<JsonElement> items)
    {
        public ApiResponse Answer => answer;

        public ApiEndpoint? Endpoint => endpoint;

        public List<JsonElement> Items => items;

        public IReadOnlyList<FutureQuantity> Later { get; set; } = [];
    }
}
