using Npgsql;
using SampleDeployment;
using SampleDeployment.Api;
using SampleDeployment.Damages;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>
/// The default data set of the reference version, generated once; each test serves a copy of it that is its own to spoil.
/// </summary>
public class SampleDataFixture : IAsyncLifetime
{
    internal const string StripeKey = "sk_test_of_the_sample";

    private static readonly StoppedClock Clock = new() { Now = SampleClock.Default };

    private readonly ClusterFixture _cluster;

    public SampleDataFixture()
        : this(Platform.Reference)
    {
    }

    private protected SampleDataFixture(Platform platform) => (Platform, _cluster) = (platform, ClusterFixture.Of(platform));

    /// <summary>The version.</summary>
    internal Platform Platform { get; }

    internal string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync() => ConnectionString = await _cluster.SampleAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Serves the data set as it is, with faults.</summary>
    internal Task<ServedDeployment> ServeAsync(params Fault[] faults) => ServeAsync(ConnectionString, faults);

    /// <summary>Serves a copy of the data set that faults may change.</summary>
    internal async Task<MovingDeployment> ServeCopyAsync(string fault)
    {
        var copy = await _cluster.CopySampleAsync();
        return new(await ServeAsync(copy, FaultCatalogue.Parse(fault)), NpgsqlDataSource.Create(copy));
    }

    /// <summary>Serves a copy of the data set with one damage.</summary>
    internal async Task<(ServedDeployment Served, PlantedDamage Damage)> DamageAsync(int number)
    {
        var copy = await _cluster.CopySampleAsync();
        await using var database = NpgsqlDataSource.Create(copy);
        var damage = DamageCatalogue.All.Single(damage => damage.Number == number);
        var planted = await damage.PlantAsync(database, Platform, DamageTarget.For(damage, Plans.Default), CancellationToken.None);
        return (await ServeAsync(copy), planted);
    }

    private async Task<ServedDeployment> ServeAsync(string database, params Fault[] faults) => new(await ApiServer.StartAsync(
        new()
        {
            Platform = Platform,
            Database = database,
            AdminKey = AdminCalls.Key,
            StripeKey = StripeKey,
            Clock = Clock,
            Faults = faults,
        },
        CancellationToken.None));
}

/// <summary>The default data set of the newest version.</summary>
public sealed class NewestSampleDataFixture() : SampleDataFixture(Platform.Newest);
