using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Json;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>Makes findings of differences, each change once, however many answers it shows in.</summary>
/// <param name="project">The id of the project.</param>
/// <param name="projectName">What people call it; null when it is not known any more.</param>
/// <param name="state">What comparisons share.</param>
/// <param name="report">Takes the findings.</param>
internal sealed class DifferenceFindings(string project, string? projectName, ComparisonState state, IFollowerReport report) : IDifferences
{
    /// <summary>An answer that differs, or one that is new.</summary>
    public const string Differs = "SNP001";

    /// <summary>A saved answer that was not seen.</summary>
    public const string NotSeen = "SNP002";

    private const string New = "is new: it was not there when the snapshot was saved";
    private const int MaxOfAnswer = 20;

    /// <summary>
    /// Whether a finding says that something whole came or went, so that what goes with it is no finding of its own.
    /// </summary>
    public static bool HasComeOrGone(Finding finding) => finding.Code == NotSeen || finding.Message == New;

    private string ThisProject => $"project:{project}";

    public void Removed(SavedLine saved)
    {
        if (state.Reported.IsNewlyRemoved(project, saved.Subject))
            report.Found(Finding(NotSeen, saved, saved.Subject, $"was saved, and {Gone(saved)}"));
    }

    public void Added(SavedLine now)
    {
        if (state.Set.IsImported)
            report.Skipped(NotSeen, "answers", "not compared: the original script did not save them", 1);
        else if (state.Reported.IsNewlyAdded(project, now.Subject))
            report.Found(Finding(Differs, now, now.Subject, New));
    }

    /// <summary>The project was not there when the snapshot was saved.</summary>
    public void AddedProject()
    {
        if (state.Reported.IsNewlyAdded(project, ThisProject)) report.Found(OfProject(Differs, New));
    }

    /// <summary>The project does not exist any more.</summary>
    public void RemovedProject()
    {
        if (state.Reported.IsNewlyRemoved(project, ThisProject)) report.Found(OfProject(NotSeen, "was saved, and does not exist any more"));
    }

    public bool? Compare(SavedLine saved, SavedLine now)
    {
        if (saved.Status != now.Status)
        {
            var message = $"answered {saved.Status} when it was saved, and answers {now.Status}";
            return Report(saved, "status", message, saved.Status, now.Status);
        }

        if (saved.Json.TryGetProperty("later", out _) || now.Json.TryGetProperty("later", out _)) return CompareForeseen(saved, now);
        return CompareBodies(saved, now);
    }

    private bool? CompareForeseen(SavedLine saved, SavedLine now)
    {
        if (state.Foreseen.Agrees(saved, now) is not { } agrees) return null;
        return agrees ? false : CompareBodies(saved, now);
    }

    private bool CompareBodies(SavedLine saved, SavedLine now)
    {
        if (saved.Digest is not null || now.Digest is not null)
        {
            const string Problem = "does not answer as it did when the snapshot was saved; only its digest was saved";
            return saved.Digest != now.Digest && Report(saved, "digest", Problem, null, ShownOf(now));
        }

        if (IsJson(saved) != IsJson(now)) return Report(saved, "json", $"answers {Kind(now)}, and {Kind(saved)} was saved", null, null);
        if (!IsJson(saved)) return false;
        var all = BodyComparison.Of(state.Ignored is { } without ? without(saved) : saved, now);
        foreach (var difference in all.Where(difference => difference.Owner is not null)) Report(saved, difference);
        var own = all.Where(difference => difference.Owner is null).ToList();
        foreach (var difference in own.Take(MaxOfAnswer)) Report(saved, difference);
        if (own.Count > MaxOfAnswer) Report(saved, "more", $"differs in {own.Count - MaxOfAnswer} more places", null, null);
        return all.Count > 0;
    }

    private bool Report(SavedLine saved, string kind, string message, JsonNode? before, JsonNode? after)
    {
        if (state.Reported.IsNew(project, saved.Subject, saved.Endpoint, kind, message))
            report.Found(Finding(Differs, saved, saved.Subject, message) with { Expected = before, Actual = after });
        return true;
    }

    private void Report(SavedLine saved, BodyDifference difference)
    {
        var (before, after) = (NodeOf(difference.Saved), NodeOf(difference.Now));
        var (from, to) = (before?.ToJsonString(), after?.ToJsonString());
        if (!state.Reported.IsNew(project, difference.Subject, difference.Path, difference.Message, from, to)) return;
        var finding = Finding(Differs, saved, difference.Subject, $"{difference.Path} {difference.Message}") with
        {
            Path = difference.Path,
            Expected = state.Values.Show(before, IsPersonal(difference.Subject, before)),
            Actual = state.Values.Show(after, IsPersonal(difference.Subject, after)),
        };
        // Whether the owner came or went may show in another part of the run: whoever puts them together looks for it.
        if (state.Shard != Shard.Whole) finding = finding with { Root = difference.Owner };
        if (difference.Owner is null || !state.Dependent.Take(difference.Owner, finding)) report.Found(finding);
    }

    private Finding OfProject(string code, string message) => new()
    {
        Code = code,
        Severity = Severity.Error,
        Project = project,
        ProjectName = projectName ?? project,
        Subject = ThisProject,
        Message = message,
    };

    private Finding Finding(string code, SavedLine line, string subject, string message) => new()
    {
        Code = code,
        Severity = Severity.Error,
        Project = project,
        ProjectName = projectName ?? project,
        Subject = subject,
        Endpoint = line.Endpoint,
        IsOfAnyEndpoint = true,
        Message = message,
    };

    private static JsonValue? ShownOf(SavedLine now) => now.Json.Text(DigestPreview.Name) is { } shown ? JsonValue.Create(shown) : null;

    private static string Gone(SavedLine saved) =>
        ApiEndpoint.Find(saved.Endpoint) is { ListsProject: true } ? "is not in the list any more" : "is not there any more";

    private static bool IsJson(SavedLine line) => line.Body.ValueKind != JsonValueKind.Undefined;

    private static string Kind(SavedLine line) => IsJson(line) ? "JSON" : "something that is not JSON";

    // Numbers, and ids of things, say nothing about a person; what a project defines does not either.
    internal static bool IsPersonal(string subject, JsonNode? value) =>
        !subject.StartsWith("permission:", StringComparison.Ordinal) && value?.GetValueKind() switch
        {
            JsonValueKind.String => !Guid.TryParse(value.GetValue<string>(), out _),
            JsonValueKind.Object or JsonValueKind.Array => true,
            _ => false,
        };

    private static JsonNode? NodeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => JsonValue.Create("<nothing>"),
        JsonValueKind.Null => null,
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => JsonValue.Create(element),
    };
}
