using SampleDeployment.Faults;

namespace SampleDeployment.Api;

/// <summary>How to serve a deployment's database.</summary>
internal sealed record ApiSettings
{
    /// <summary>Npgsql keywords of the deployment's database.</summary>
    public required string Database { get; init; }

    /// <summary>The key that callers must send.</summary>
    public required string AdminKey { get; init; }

    /// <summary>The key that callers of Stripe's list must send; null refuses all.</summary>
    public string? StripeKey { get; init; }

    /// <summary>The port on 127.0.0.1; 0 is any free one.</summary>
    public int Port { get; init; }

    /// <summary>The time it is, for balances.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Added to each answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What is to go wrong, in this order.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
