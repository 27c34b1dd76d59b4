using System.Reflection;
using IntegrityTests.Running.Framework;
using Xunit;
using Xunit.Abstractions;

namespace IntegrityTests.Running.Execution;

/// <summary>Runs the test method for one row, on an instance of its own.</summary>
internal sealed class RowInvoker
{
    private readonly ConstructorInvoker? _construct;
    private readonly MethodInvoker _call;
    private readonly object?[] _constructorArguments;
    private readonly int _outputIndex;
    private readonly bool _hasEnd;
    private readonly int _rowValues;
    private readonly object? _cancel;
    private readonly string _method;

    public RowInvoker(MethodInfo method, object?[] constructorArguments, CancellationToken cancel)
    {
        var parameters = method.GetParameters();
        var type = method.ReflectedType!;
        // Boxed once for all rows.
        _cancel = parameters.LastOrDefault()?.ParameterType == typeof(CancellationToken) ? cancel : null;
        _rowValues = parameters.Length - (_cancel is null ? 0 : 1);
        _construct = method.IsStatic ? null : ConstructorInvoker.Create(type.GetConstructors().Single());
        _call = MethodInvoker.Create(method);
        _constructorArguments = constructorArguments;
        _outputIndex = Array.FindIndex(constructorArguments, argument => argument is ITestOutputHelper);
        _hasEnd = Lifetime.HasEnd(type);
        _method = method.Name;
    }

    public async Task InvokeAsync(object?[] row, RowOutput output)
    {
        var arguments = Arguments(row);
        var instance = Construct(output);
        Exception? failure = null;
        try
        {
            if (instance is IAsyncLifetime lifetime)
                await lifetime.InitializeAsync();
            await CallAsync(instance, arguments);
        }
        catch (Exception thrown) when (_hasEnd)
        {
            failure = thrown;
        }
        if (_hasEnd)
            await EndAsync(instance!, failure);
    }

    private static async Task EndAsync(object instance, Exception? failure)
    {
        try
        {
            await Lifetime.EndAsync(instance);
        }
        catch (Exception thrown) when (failure is not null)
        {
            throw new AggregateException(failure, thrown);
        }
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private object?[] Arguments(object?[]? row)
    {
        if (row?.Length != _rowValues)
            throw new InvalidOperationException($"The source gives {row?.Length ?? 0} values a row, but {_method} takes {_rowValues}.");
        return _cancel is null ? row : [.. row, _cancel];
    }

    private object? Construct(RowOutput output)
    {
        if (_construct is null)
            return null;
        var arguments = _constructorArguments;
        if (_outputIndex >= 0)
        {
            arguments = [.. arguments];
            arguments[_outputIndex] = output;
        }
        return _construct.Invoke(arguments.AsSpan());
    }

    private async ValueTask CallAsync(object? instance, object?[] arguments)
    {
        switch (_call.Invoke(instance, arguments.AsSpan()))
        {
            case Task task:
                await task;
                break;
            case ValueTask task:
                await task;
                break;
        }
    }
}
