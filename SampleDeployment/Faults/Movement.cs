using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using SampleDeployment.Api.Projects;
using SampleDeployment.Data;
using SampleDeployment.Data.Engine;

namespace SampleDeployment.Faults;

/// <summary>Around which answers rows change: always a bounded number, and counted by answers, so that no clock decides.</summary>
/// <param name="Before">Rows change before the answer is made: the answer is newer than rows that were read before.</param>
/// <param name="After">
/// Rows change after the answer is made and before it is sent: the answer is older than rows that are read after it.
/// </param>
/// <param name="Answers">Around how many answers about the same thing, from the first one on.</param>
internal sealed record Moments(bool Before, bool After, int Answers)
{
    private const int MostAnswers = 1000;

    /// <summary>
    /// Reads <c>before</c>, <c>after</c> or <c>around</c>, each with <c>*N</c> after it for the first N answers; null is <c>after</c>.
    /// </summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static Moments Parse(string? text)
    {
        var parts = (text ?? "after").Split('*', 2);
        var answers = 1;
        return parts[0] is "before" or "after" or "around"
            && (parts.Length == 1
                || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out answers)
                && answers is >= 1 and <= MostAnswers)
                ? new(parts[0] is not "after", parts[0] is not "before", answers)
                : throw new FormatException(
                    $"'{text}' should be before, after or around, with *N after it for the first N answers (N from 1 to {MostAnswers})");
    }
}

/// <summary>One change of rows.</summary>
/// <param name="Project">The project whose rows change.</param>
/// <param name="Subject">What is asked about, such as a user's id; empty if it is the project.</param>
/// <param name="Place">What makes it; ids of new rows follow from it, so that two faults do not make the same ones.</param>
/// <param name="Step">From 1; each change of a fault and a subject has another one.</param>
internal sealed record Movement(ProjectContext Project, string Subject, string Place, int Step)
{
    /// <summary>A fault that changes rows around answers.</summary>
    /// <param name="kind">Its name.</param>
    /// <param name="moments">Around which answers.</param>
    /// <param name="subjectOf">What a call asks about; null if the fault has nothing to do with it. Each is counted on its own.</param>
    /// <param name="change">Changes the rows.</param>
    public static Fault Around(string kind, Moments moments, Func<FaultCall, string?> subjectOf, Func<Movement, Task> change)
    {
        var answers = new ConcurrentDictionary<(string Owner, string Path, string Subject), int>();
        return async (call, next) =>
        {
            if (subjectOf(call) is not { } subject) return await next();

            var number = answers.AddOrUpdate((call.Owner, call.Path, subject), 1, (_, count) => count + 1);
            if (number > moments.Answers) return await next();

            var project = await call.ProjectAsync();
            var place = $"{kind} at {call.Path}";
            if (moments.Before && project is not null)
                await change(new(project, subject, place, 2 * number - 1));
            var answer = await next();
            if (moments.After && project is not null)
                await change(new(project, subject, place, 2 * number));
            return answer;
        };
    }

    /// <summary>A new id for a row of this change; the same on every run.</summary>
    public Guid NewId(string row) => Seeded.Id(0, $"{row} by {Place} for {Subject} in {Project.TenancyId}", Step);

    /// <summary>Runs a statement. <c>$1</c> is the tenancy; the values follow.</summary>
    /// <exception cref="PostgresException">The database refuses it, which is said on standard error; the caller gets a 500.</exception>
    public async Task RunAsync(string sql, params object[] values)
    {
        await using var connection = await Project.Users.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own statements; what varies is in the parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Project.TenancyId });
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        try
        {
            // Not the caller's token: a change that has begun comes to its end.
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            // At once: nothing is wrong at any moment. Of a project with a database of its own the engine knows nothing.
            if (Project.Platform.HasEngine && Project.Users == Project.Main)
                await EngineRows.FollowAsync(connection, Project.TenancyId, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (PostgresException refused)
        {
            await Console.Error.WriteLineAsync($"The database refused what {Place} does: {refused.MessageText}");
            throw;
        }
    }
}
