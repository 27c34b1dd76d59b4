using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Running;

namespace IntegrityTests.Continuation;

/// <summary>Opens what earlier runs verified.</summary>
internal static class Continuing
{
    /// <summary>Reads the folder of the options, and begins a run in it.</summary>
    /// <exception cref="NotVerifiedException">It cannot be used; the message says why and what to do.</exception>
    public static async Task<Continued> OpenAsync(IntegrityOptions options, Run run)
    {
        var witnesses = await run.FixtureAsync<Witnesses>();
        var platform = await witnesses.Projects.FindAsync("internal", run.Aborted);
        var target = platform?.TenancyId?.ToString() ?? "unknown";
        // The rows of one shard follow each other otherwise than those of another.
        if (options.IsPart) target += $", shard {options.Shard}";
        CoverageFile? file = null;
        try
        {
            file = CoverageFile.Open(options.CoverageDirectory!);
            if (file.Target is { } other && other != target)
            {
                throw new NotVerifiedException(
                    $"INTEGRITY_COVERAGE names {options.CoverageDirectory}, which says what was verified of another deployment or shard "
                    + $"(its internal tenancy is {other}, here it is {target}). Give each deployment, and each shard, a folder of its "
                    + "own.");
            }

            var began = file.Begin(target, run.Clock.GetUtcNow(), SuiteBuild.Id, witnesses.Platform.DataGeneration);
            return new Continued(file, began, options.MaxAge);
        }
        catch (Exception failure)
        {
            file?.Dispose();
            if (failure is NotVerifiedException) throw;
            throw new NotVerifiedException(failure.Message, failure);
        }
    }
}
