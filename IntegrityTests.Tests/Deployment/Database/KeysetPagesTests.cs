using FluentAssertions;
using IntegrityTests.Deployment.Database;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

public sealed class KeysetPagesTests
{
    [Theory]
    [InlineData(0, null, new int[0])]
    [InlineData(2, null, new[] { 2 })]
    [InlineData(3, null, new[] { 3 })]
    [InlineData(7, null, new[] { 3, 3, 1 })]
    [InlineData(7, 2, new[] { 2 })]
    [InlineData(7, 3, new[] { 3 })]
    [InlineData(7, 5, new[] { 3, 2 })]
    [InlineData(7, 0, new int[0])]
    public async Task Each_page_begins_behind_the_last_row_of_the_one_before(int rows, int? limit, int[] sizes)
    {
        Task<List<string>> Read(string? last, int size)
        {
            var next = last is null ? 1 : last.Length + 1;
            var count = Math.Max(0, Math.Min(size, rows - next + 1));
            return Task.FromResult(Enumerable.Range(next, count).Select(number => new string('x', number)).ToList());
        }

        var pages = await KeysetPages.ReadAsync<string>(Read, size: 3, limit).ToListAsync();

        pages.Select(page => page.Count).Should().Equal(sizes);
        pages.SelectMany(page => page).Select(row => row.Length).Should().Equal(Enumerable.Range(1, sizes.Sum()));
    }

    [Fact]
    public async Task No_page_is_read_after_a_stop()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var reading = async () => await KeysetPages
            .ReadAsync<string>((_, _) => throw new InvalidOperationException("read"), cancel: stop.Token).ToListAsync();

        await reading.Should().ThrowAsync<OperationCanceledException>();
    }
}
