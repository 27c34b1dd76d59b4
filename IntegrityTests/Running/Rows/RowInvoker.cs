using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit;
using Xunit.Abstractions;

namespace IntegrityTests.Running.Rows;

/// <summary>Runs the test method for one row, on an instance of its own.</summary>
internal sealed class RowInvoker
{
    private readonly ConstructorInvoker? _construct;
    private readonly MethodInvoker _call;
    private readonly object?[] _constructorArguments;
    private readonly int _outputIndex;
    private readonly bool _hasEnd;
    private readonly int _rowValues;
    private readonly Func<CheckRow, object>[] _given;
    private readonly string _method;

    public RowInvoker(MethodInfo method, object?[] constructorArguments, CancellationToken cancel)
    {
        var parameters = method.GetParameters();
        var type = method.ReflectedType!;
        // Boxed once for all rows.
        object stop = cancel;
        _given = [.. parameters.Select(parameter => Given(parameter.ParameterType, stop)).OfType<Func<CheckRow, object>>()];
        _rowValues = parameters.Length - _given.Length;
        _construct = method.IsStatic ? null : ConstructorInvoker.Create(type.GetConstructors().Single());
        _call = MethodInvoker.Create(method);
        _constructorArguments = constructorArguments;
        _outputIndex = Array.FindIndex(constructorArguments, argument => argument is ITestOutputHelper);
        _hasEnd = Lifetime.HasEnd(type);
        _method = method.Name;
    }

    public async Task InvokeAsync(object?[] values, CheckRow row, RowOutput output)
    {
        var arguments = Arguments(values, row);
        var instance = Construct(output);
        Exception? failure = null;
        try
        {
            if (instance is IAsyncLifetime lifetime) await lifetime.InitializeAsync();
            await CallAsync(instance, arguments);
        }
        catch (Exception thrown) when (_hasEnd)
        {
            failure = thrown;
        }

        if (_hasEnd) await EndAsync(instance!, failure);
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

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    // Arguments that come from the runner, after the values of the source.
    private static Func<CheckRow, object>? Given(Type parameter, object stop) =>
        parameter == typeof(CheckRow) ? static row => row
        : parameter == typeof(CancellationToken) ? _ => stop
        : null;

    private object?[] Arguments(object?[]? values, CheckRow row)
    {
        if (values?.Length != _rowValues)
        {
            throw new InvalidOperationException(
                $"The source gives {values?.Length ?? 0} values per row, but {_method} takes {_rowValues}.");
        }

        return _given.Length == 0 ? values : [.. values, .. _given.Select(give => give(row))];
    }

    private object? Construct(RowOutput output)
    {
        if (_construct is null) return null;
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
