using System.Collections.Concurrent;
using Xunit;

namespace IntegrityTests.Running.Framework;

/// <summary>The fixtures of a run, each made once on first need.</summary>
internal sealed class RunFixtures(IEnumerable<Type> types)
{
    private readonly HashSet<Type> _types = [.. types];
    private readonly ConcurrentDictionary<Type, Lazy<Task<object>>> _made = new();
    private readonly ConcurrentStack<object> _toDispose = new();

    public bool Has(Type type) => _types.Contains(type);

    public async Task<object> GetAsync(Type type, Run run)
    {
        if (!Has(type))
            throw new InvalidOperationException($"{type.Name} is no fixture of the run. Add [assembly: RunFixture(typeof({type.Name}))].");
        try
        {
            return await _made.GetOrAdd(type, t => new Lazy<Task<object>>(() => MakeAsync(t))).Value;
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
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    private async Task<object> MakeAsync(Type type)
    {
        // A fixture outlives the case that happened to ask first.
        CasePartition.Current = null;
        RowContext.Current = null;
        var fixture = Construct.New(type);
        _toDispose.Push(fixture);
        if (fixture is IAsyncLifetime lifetime)
            await lifetime.InitializeAsync();
        return fixture;
    }
}
