using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using Npgsql;
using Xunit;

namespace IntegrityTests.Checks.Database;

/// <summary>
/// TXT001: every stored text is UTF-8. One value in another encoding makes the platform fail for its row, and for every list with it; a
/// database that was restored as SQL_ASCII takes such values without a word.
/// </summary>
[Check("TXT001", Severity.Error, Category = "Database", IsOfWholeScope = true)]
public sealed class TextsAreReadable(Witnesses witnesses, InvariantTurns turns)
{
    /// <summary>Rows of one table that are reported one by one; the others are counted.</summary>
    internal const int MaxReported = 1000;

    [StreamingTheory]
    [MemberData(nameof(StoredTexts.InScope), MemberType = typeof(StoredTexts))]
    public async Task Every_stored_text_is_readable(TextPlace place, CheckRow row, CancellationToken cancel)
    {
        var database = witnesses.Database;
        if (place.Own is { } own)
        {
            var store = await witnesses.Stores.OfAsync(own.First, cancel);
            database = store.Database ?? throw store.RowsGap!.ToException();
        }

        using var turn = await turns.TakeAsync(cancel);
        var projects = place.Own is null ? await witnesses.Projects.ChosenAsync(cancel) : null;
        foreach (var table in await TextTable.AllAsync(database, cancel))
        {
            if (table.IsAllowed) await VerifyAsync(table);
            else row.Skip("the texts of a table", $"the database user may not read table \"{table.Name}\"");
        }

        async Task VerifyAsync(TextTable table)
        {
            var (found, others) = (0L, 0L);
            try
            {
                await database.ReadAsync(
                    table.Sql,
                    read =>
                    {
                        if (table.Read(read) is not { } unreadable) return;
                        if (unreadable.Project is { } project && projects?.Contains(project) == false) others++;
                        else if (++found <= MaxReported) row.Report(Of(place, unreadable));
                    },
                    cancel);
            }
            catch (PostgresException failure)
            {
                throw new NotVerifiedException(
                    $"The texts of table \"{table.Name}\" could not be read: {DatabaseFailure.Words(failure)}", failure);
            }

            if (others > 0)
                row.Skip("rows of other projects", $"{Quantity.Of(others, "row")} with such text in projects that are not in scope");
            if (found <= MaxReported) return;
            row.Report(Of(place, new UnreadableText($"table:{table.Name}", null, null, []) with
            {
                Message = $"has {found - MaxReported} more rows with text that is not UTF-8, which are not reported one by one",
            }));
        }
    }

    private static Finding Of(TextPlace place, UnreadableText text) => new()
    {
        Code = "TXT001",
        Severity = Severity.Error,
        Project = place.Own is { Count: 1 } own ? own.First.Id : text.Project,
        ProjectName = place.Own is { Count: 1 } named ? named.First.DisplayName : text.ProjectName,
        Subject = text.Subject,
        Message = text.Message,
    };
}
