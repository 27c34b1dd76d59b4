using System.Collections.Concurrent;

namespace IntegrityTests.Running.Framework;

/// <summary>The fixtures of a run, each made once on first need.</summary>
/// <param name="makers">What makes each type of fixture.</param>
internal sealed class RunFixtures(IReadOnlyDictionary<Type, Func<Run, Task<object>>> makers)
{
    private readonly ConcurrentDictionary<Type, Lazy<Task<object>>> _made = new();
    private readonly ConcurrentStack<object> _toDispose = new();

    public bool Has(Type type) => makers.ContainsKey(type);

    public async Task<object> GetAsync(Type type, Run run)
    {
        if (!makers.TryGetValue(type, out var make))
            throw new InvalidOperationException($"{type.Name} is no fixture of the run. Add it to {nameof(RunSettings)}.{nameof(RunSettings.Fixtures)}.");
        try
        {
            return await _made.GetOrAdd(type, _ => new Lazy<Task<object>>(() => MakeAsync(make, run))).Value;
        }
        catch (Exception failure)
        {
            run.Abort(failure.Message);
            throw new NotVerifiedException(failure.Message, failure);
        }
    }

    /// <summary>Disposes the fixtures, the last made first, and all of them even when one fails.</summary>
    /// <exception cref="AggregateException">One or more could not be disposed.</exception>
    public async Task DisposeAsync()
    {
        var failures = new List<Exception>();
        while (_toDispose.TryPop(out var fixture))
        {
            try
            {
                await Lifetime.EndAsync(fixture);
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }

    private async Task<object> MakeAsync(Func<Run, Task<object>> make, Run run)
    {
        var fixture = await make(run);
        _toDispose.Push(fixture);
        return fixture;
    }
}
