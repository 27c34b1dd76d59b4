namespace IntegrityTests.Access;

/// <summary>
/// Keeps the values that were used last, each made once; older ones are forgotten, so that nothing grows. Whoever has a value may go on
/// using it after it was forgotten.
/// </summary>
/// <param name="capacity">How many values to keep.</param>
/// <param name="retire">
/// Gets each value that is forgotten, once it is made: it is to give back what is scarce, and to stay usable. Default: nothing is scarce.
/// </param>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity, Action<TValue>? retire = null)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, Lazy<Task<TValue>> Value)>> _byKey = [];
    private readonly LinkedList<(TKey Key, Lazy<Task<TValue>> Value)> _byAge = [];

    /// <summary>The value of a key; <paramref name="make"/> is called if it is not known.</summary>
    public Task<TValue> GetAsync(TKey key, Func<Task<TValue>> make)
    {
        var (value, forgotten) = Touch(key, make);
        if (forgotten is not null) _ = RetireAsync(forgotten);
        return value.Value;
    }

    /// <summary>Forgets a value, so that it is made again for the next one who wants it.</summary>
    public void Forget(TKey key)
    {
        LinkedListNode<(TKey Key, Lazy<Task<TValue>> Value)>? node;
        lock (_gate)
        {
            if (!_byKey.Remove(key, out node)) return;
            _byAge.Remove(node);
        }

        _ = RetireAsync(node.Value.Value);
    }

    /// <summary>Disposes the values that are kept, those that are still being made included. Nobody may use a value any more.</summary>
    public async ValueTask DisposeValuesAsync()
    {
        List<Lazy<Task<TValue>>> kept;
        lock (_gate)
        {
            kept = [.. _byAge.Select(entry => entry.Value)];
            _byAge.Clear();
            _byKey.Clear();
        }

        foreach (var value in kept)
            if (await IsMadeAsync(value) && await value.Value is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }

    private (Lazy<Task<TValue>> Value, Lazy<Task<TValue>>? Forgotten) Touch(TKey key, Func<Task<TValue>> make)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var known))
            {
                _byAge.Remove(known);
                _byAge.AddFirst(known);
                return (known.Value.Value, null);
            }

            var value = new Lazy<Task<TValue>>(make);
            _byKey[key] = _byAge.AddFirst((key, value));
            if (_byAge.Count <= capacity) return (value, null);
            var oldest = _byAge.Last!;
            _byAge.RemoveLast();
            _byKey.Remove(oldest.Value.Key);
            return (value, oldest.Value.Value);
        }
    }

    private async Task RetireAsync(Lazy<Task<TValue>> forgotten)
    {
        if (retire is not null && await IsMadeAsync(forgotten)) retire(await forgotten.Value);
    }

    // Whoever asked for a value that cannot be made gets the failure; here it only means that there is nothing to give back.
    private static async Task<bool> IsMadeAsync(Lazy<Task<TValue>> value)
    {
        Task making = value.Value;
        await making.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return making.IsCompletedSuccessfully;
    }
}
