using System.Globalization;
using System.Text.Json.Nodes;
using IntegrityTests.Access;
using IntegrityTests.Copies;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>Reports what the comparison of a project found, of the verdicts that a check is about.</summary>
internal sealed class CopyFindings(CheckRow row, Project project)
{
    private bool _isSaid;

    /// <summary>Reports each key that has one of the verdicts; those beyond the first of a mapping with their number.</summary>
    /// <exception cref="RowSkippedException">Nothing was compared.</exception>
    public void Report(ProjectCopy copy, params IReadOnlyList<Verdict> verdicts) => Report(copy, null, verdicts);

    /// <summary>As the other one, with what leaves such rows behind.</summary>
    public void Report(ProjectCopy copy, string? cause, params IReadOnlyList<Verdict> verdicts)
    {
        if (copy.WhySkipped is { } reason) throw new RowSkippedException(reason);
        if (!_isSaid) SayWhatIsNotCompared(copy);
        _isSaid = true;
        foreach (var mapping in copy.Tenancies.SelectMany(tenancy => tenancy.Mappings)) Report(mapping, cause, verdicts);
    }

    private void SayWhatIsNotCompared(ProjectCopy copy)
    {
        foreach (var plan in copy.Plans)
        {
            if (plan.WhyNot is { } missing) row.Skip(plan.Mapping.Name, missing);
            foreach (var (column, why) in plan.Missing) row.Skip($"{plan.Mapping.Name}.{column}", why);
        }

        foreach (var mapping in copy.Tenancies.SelectMany(tenancy => tenancy.Mappings))
        {
            if (mapping.ChangedMeanwhile > 0)
                row.Skip("changed meanwhile", "differed from ClickHouse when first read, but not when read again");
        }
    }

    private void Report(MappingResult mapping, string? cause, IReadOnlyList<Verdict> verdicts)
    {
        var listed = mapping.Kept.Where(differing => verdicts.Contains(differing.Verdict)).ToList();
        foreach (var finding in listed.SelectMany(Of)) row.Report(finding);
        foreach (var verdict in verdicts)
        {
            var others = mapping.Count(verdict) - listed.Count(differing => differing.Verdict == verdict);
            if (others > 0) row.Report(Of($"project:{project.Id}", Words.OfMany(mapping, verdict, others)) with { Cause = cause });
        }
    }

    private IEnumerable<Finding> Of(Differing differing)
    {
        var finding = Of(Words.Subject(differing), Words.Of(differing));
        if (differing.Values.Count > 0)
        {
            return differing.Values.Select(value => finding with
            {
                Message = $"{value.Column.Name} in analytics_internal.{differing.Mapping.Name} is not what the row says",
                Path = $"$.{value.Column.Name}",
                Expected = Words.Shown(value.Column, value.Source),
                Actual = Words.Shown(value.Column, value.Copy),
                Privacy = value.Column.IsPersonal ? Privacy.Personal : Privacy.Impersonal,
            });
        }

        // What identifies an account beside its user is personal.
        var personal = differing.Mapping.Key.ToList().FindIndex(part => part.IsPersonal);
        return personal < 0 ? [finding] : [finding with
        {
            Path = $"$.{differing.Mapping.Key[personal].Name}",
            Actual = differing.Key[personal],
            Expected = differing.Key[personal],
            Privacy = Privacy.Personal,
        }];
    }

    private Finding Of(string subject, string message) => new()
    {
        Code = row.Check.Code,
        Severity = row.Check.Severity,
        Project = project.Id,
        ProjectName = project.DisplayName,
        Subject = subject,
        Message = message,
        Value = FindingValue.Of(message),
    };

    private static class Words
    {
        public static string Subject(Differing differing) =>
            $"{differing.Mapping.Kind}:{string.Join('/', differing.Key.Where((_, i) => !differing.Mapping.Key[i].IsPersonal))}";

        public static string Of(Differing differing)
        {
            var table = $"analytics_internal.{differing.Mapping.Name}";
            var (id, copy) = (Number(differing.SourceId), Number(differing.CopyId));
            return differing.Verdict switch
            {
                Verdict.Missing => $"is not in {table}, although everything up to its sequence id {id} was copied",
                Verdict.Outdated => $"is in {table} as it was with sequence id {copy}, although everything up to its id {id} was copied",
                Verdict.Differs => $"is not in {table} as it is",
                Verdict.Hidden => $"lives, with sequence id {id}, but its newest version in {table} is a deletion, with id {copy}",
                Verdict.Ghost => $"lives in {table}, with sequence id {copy}, but the database has no such row"
                    + (differing.SourceId is null ? " and no deletion of it" : $", only a deletion of it with id {id}"),
                Verdict.Behind => $"changed, with sequence id {id}, and was not copied to {table}; no request to copy the project waits",
                _ => $"cannot be compared with {table}: its version there, with sequence id {copy}, is newer than this database",
            };
        }

        public static string OfMany(MappingResult mapping, Verdict verdict, long count)
        {
            var table = $"analytics_internal.{mapping.Mapping.Name}";
            var rows = count == 1 ? "1 row" : $"{Number(count)} rows";
            return verdict switch
            {
                Verdict.Waits => $"has {rows} that wait to be copied to {table}",
                Verdict.TeamIsGone => $"has {rows} of deleted teams, whose copies in {table} the platform has deleted",
                Verdict.Behind when mapping.WasNeverCopied =>
                    $"has {rows} of which nothing was ever copied to {table}; no request to copy the project waits",
                Verdict.Missing => $"has {rows} more that are not in {table}, although everything up to their ids was copied",
                Verdict.Outdated => $"has {rows} more that are in {table} as they were before",
                Verdict.Differs => $"has {rows} more that are not in {table} as they are",
                Verdict.Hidden => $"has {rows} more that live, but are deleted in {table}",
                Verdict.Ghost => $"has {rows} more that live only in {table}",
                _ => $"has {rows} more that changed and were not copied to {table}",
            };
        }

        public static JsonNode? Shown(MappedColumn column, string? value) =>
            column.Form == Form.Time && long.TryParse(value, CultureInfo.InvariantCulture, out var milliseconds)
                && Math.Abs(milliseconds) < 200_000_000_000_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
                : value is null ? null : JsonValue.Create(value);

        private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";
    }
}
