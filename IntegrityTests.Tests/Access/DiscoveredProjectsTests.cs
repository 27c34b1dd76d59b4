using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Access;

[Collection(DatabaseCollection.Name)]
public sealed class DiscoveredProjectsTests(DatabaseFixture databases)
{
    private readonly WatchedClock _clock = new();

    [Theory]
    [InlineData("", 5)]
    [InlineData(";Timeout=30", 30)]
    public async Task A_database_that_does_not_answer_is_waited_for_five_seconds_or_as_long_as_is_said(string keyword, int seconds)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var finding = FindAsync(AddressOf(silent) + keyword);
        (await _clock.NextWaitAsync()).Should().Be(TimeSpan.FromSeconds(seconds));
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        (await finding.Invoking(task => task).Should().ThrowAsync<TimeoutException>()).WithMessage(
            $"no connection to the database within {seconds} s; where it takes longer, say so in INTEGRITY_DATABASE: "
            + "connect_timeout=30 in an address, Timeout=30 between keywords");
    }

    [Fact]
    public async Task A_database_without_a_time_limit_is_waited_for_until_discovery_ends()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var cancel = new CancellationTokenSource();

        var finding = FindAsync(AddressOf(silent) + ";Timeout=0", cancel.Token);
        _clock.Advance(TimeSpan.FromHours(1));
        finding.IsCompleted.Should().BeFalse();
        await cancel.CancelAsync();

        await finding.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_database_that_has_answered_may_be_slow()
    {
        var rows = await databases.CopyAsync();
        await rows.AddProjectAsync("p1");
        await using var connection = new NpgsqlConnection(rows.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("LOCK TABLE \"Project\" IN ACCESS EXCLUSIVE MODE", connection))
            await command.ExecuteNonQueryAsync();

        var finding = FindAsync(rows.ConnectionString);
        (await _clock.NextWaitAsync()).Should().Be(TimeSpan.FromSeconds(5));
        (await _clock.NextWaitAsync()).Should().Be(Timeout.InfiniteTimeSpan, "the limit ends with the first answer");
        _clock.Advance(TimeSpan.FromSeconds(50));
        finding.IsCompleted.Should().BeFalse("nobody can read the projects");
        await transaction.CommitAsync();

        (await finding).Should().Equal(("p1", "Name of p1"));
    }

    [Fact]
    public async Task A_slow_database_can_be_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var cancel = new CancellationTokenSource();

        var finding = FindAsync(AddressOf(silent), cancel.Token);
        await _clock.NextWaitAsync();
        await cancel.CancelAsync();

        await finding.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    private static string AddressOf(TcpListener silent) =>
        $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=u;Password=p;Database=d";

    private Task<List<(string Id, string Name)>> FindAsync(string connectionString, CancellationToken cancel = default)
    {
        var options = new IntegrityOptions { UsesSample = false, AllowPrimary = true, Database = connectionString };
        return DiscoveredProjects.FindAsync(options, most: 2, _clock, cancel);
    }
}
