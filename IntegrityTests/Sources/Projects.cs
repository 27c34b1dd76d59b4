using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Projects as rows of theories.</summary>
public static class Projects
{
    /// <summary>Rows of (<see cref="Project"/>): the projects in scope that belong to this shard, or the test case's project.</summary>
    public static RowSource InScope => RowSource.From(RowsAsync);

    /// <summary>As <see cref="InScope"/>, or nothing to verify where users are left out.</summary>
    public static RowSource WithUsersInScope => RowSource.From(RowsWithUsersAsync);

    /// <summary>The projects of the test case: its own one, or all in scope.</summary>
    internal static async IAsyncEnumerable<Project> OfCaseAsync(
        Witnesses witnesses, CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (context.Partition is not { Key: var id })
        {
            await foreach (var project in witnesses.Projects.ProjectsAsync(cancel))
                if (context.Run.Settings.Only?.Concerns(context.Check, project.Id) != false) yield return Claimed(project);
            yield break;
        }

        yield return Claimed(await witnesses.Projects.FindAsync(id, cancel)
            ?? throw new NothingToVerifyException($"project {id} was deleted after the test cases were found"));

        Project Claimed(Project project)
        {
            context.Claim(CaseContext.Places, of: 1, own: witnesses.Options.Shard.Owns(project.Id) ? 1 : 0);
            return project;
        }
    }

    /// <summary>Ends the test case as skipped where the options leave users out.</summary>
    internal static void RequireUsers(Witnesses witnesses)
    {
        if (witnesses.Options.SkipUsers) throw new NothingToVerifyException("INTEGRITY_SKIP_USERS leaves out users and teams");
    }

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        var (rows, others) = (0, 0);
        await foreach (var project in OfCaseAsync(witnesses, context, cancel))
        {
            if (!witnesses.Options.Shard.Owns(project.Id))
            {
                others++;
                continue;
            }

            rows++;
            yield return [project];
        }

        if (rows > 0) yield break;
        if (others > 0) throw NothingToVerifyException.Elsewhere();
        throw new NothingToVerifyException(context.Run.Settings.Only is null ? "no project is in scope" : Named.NoneLeft);
    }

    private static async IAsyncEnumerable<object[]> RowsWithUsersAsync(
        CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        RequireUsers(await context.Run.FixtureAsync<Witnesses>());
        await foreach (var row in RowsAsync(context, cancel)) yield return row;
    }
}
