namespace IntegrityTests.Access;

/// <summary>Keeps the values that were used last, each made once; older ones are forgotten and disposed, so that nothing grows.</summary>
/// <param name="capacity">How many values to keep.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity) : IAsyncDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, Lazy<Task<TValue>> Value)>> _byKey = [];
    private readonly LinkedList<(TKey Key, Lazy<Task<TValue>> Value)> _byAge = [];

    /// <summary>The value of a key; <paramref name="make"/> is called if it is not known.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> make)
    {
        var (value, forgotten) = Touch(key, make);
        if (forgotten is not null) await DisposeAsync(forgotten);
        return await value.Value;
    }

    /// <summary>Forgets a value, so that the next one who wants it makes it again.</summary>
    public void Forget(TKey key)
    {
        lock (_gate)
        {
            if (_byKey.Remove(key, out var node)) _byAge.Remove(node);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, value) in _byAge) await DisposeAsync(value);
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

    private static async ValueTask DisposeAsync(Lazy<Task<TValue>> value)
    {
        if (!value.IsValueCreated || !value.Value.IsCompletedSuccessfully) return;
        if (await value.Value is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
