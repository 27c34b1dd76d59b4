using System.Collections.Concurrent;
using Xunit;

namespace IntegrityTests.Running;

/// <summary>The fixtures of a run, each made once, when it is first asked for.</summary>
/// <param name="makers">What makes each type of fixture.</param>
internal sealed class RunFixtures(IReadOnlyDictionary<Type, Func<Run, Task<object>>> makers)
{
    private readonly ConcurrentDictionary<Type, Lazy<Task<object>>> _made = new();
    private readonly ConcurrentStack<object> _toDispose = new();

    public bool Has(Type type) => makers.ContainsKey(type);

    public async Task<object> GetAsync(Type type, Run run)
    {
        if (!makers.TryGetValue(type, out var make))
        {
            throw new InvalidOperationException(
                $"{type.Name} is not a fixture of the run. Add it to {nameof(RunSettings)}.{nameof(RunSettings.Fixtures)}.");
        }

        try
        {
            return await _made.GetOrAdd(type, _ => new Lazy<Task<object>>(() => MakeAsync(make, run))).Value;
        }
        catch (Exception failure)
        {
            var reason = run.Settings.Explain(failure);
            run.Abort(reason);
            throw new NotVerifiedException(reason, failure);
        }
    }

    public async Task<T?> MadeAsync<T>()
        where T : class
    {
        if (!_made.TryGetValue(typeof(T), out var made)) return null;
        try
        {
            return (T)await made.Value;
        }
        catch (Exception)
        {
            // Whoever asked for it has said why.
            return null;
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

/// <summary>Ends an object by each interface that it has for this, in xUnit's order.</summary>
internal static class Lifetime
{
    public static bool HasEnd(Type type) =>
        type.IsAssignableTo(typeof(IAsyncLifetime))
        || type.IsAssignableTo(typeof(IAsyncDisposable))
        || type.IsAssignableTo(typeof(IDisposable));

    public static async Task EndAsync(object instance)
    {
        try
        {
            if (instance is IAsyncLifetime lifetime) await lifetime.DisposeAsync();
        }
        finally
        {
            if (instance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            if (instance is IDisposable disposable) disposable.Dispose();
        }
    }
}
