using Xunit;

namespace IntegrityTests.Running.Framework;

/// <summary>Ends an object's life by every interface it has for that, in xUnit's order.</summary>
internal static class Lifetime
{
    public static bool HasEnd(Type type) =>
        type.IsAssignableTo(typeof(IAsyncLifetime)) || type.IsAssignableTo(typeof(IAsyncDisposable)) || type.IsAssignableTo(typeof(IDisposable));

    public static async Task EndAsync(object instance)
    {
        try
        {
            if (instance is IAsyncLifetime lifetime)
                await lifetime.DisposeAsync();
        }
        finally
        {
            if (instance is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            if (instance is IDisposable disposable)
                disposable.Dispose();
        }
    }
}
