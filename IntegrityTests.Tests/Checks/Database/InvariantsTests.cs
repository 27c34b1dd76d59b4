using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

public sealed class InvariantsTests
{
    [Fact]
    public void There_are_at_least_thirty_with_codes_of_their_own()
    {
        Invariants.Shipped.Should().HaveCountGreaterThanOrEqualTo(30).And.OnlyHaveUniqueItems(invariant => invariant.Code);
        Invariants.Shipped.Should()
            .OnlyContain(invariant => !invariant.IsOwn && (new[] { "DBI", "BDZ" }.Contains(invariant.Code.Substring(0, 3))));
    }

    [Fact]
    public void Own_ones_are_added()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "own.sql"), Own("OWN001"));

        var all = Invariants.Load(folder.Path);

        all.Should().HaveCount(Invariants.Shipped.Count + 1);
        all.Should().ContainSingle(invariant => invariant.IsOwn).Which.Code.Should().Be("OWN001");
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.sql"), Own("DBI001"));
        File.WriteAllText(Path.Combine(folder.Path, "b.sql"), "SELECT 1");

        var loading = () => Invariants.Load(folder.Path);

        loading.Should().Throw<InvariantException>()
            .WithMessage("2 mistake(s)*a.sql has the code DBI001, which DBI001-*b.sql begins without code*");
    }

    [Fact]
    public void A_folder_without_files_is_a_mistake()
    {
        using var folder = new TemporaryFolder();

        var loading = () => Invariants.Load(folder.Path);

        loading.Should().Throw<InvariantException>().WithMessage("*has no .sql file*");
    }

    private static string Own(string code) =>
        $"""
        -- {code}: every order has a customer
        -- Severity: error.
        -- Proves that it is so.
        -- A finding means that it is not.
        -- Look into it:
        --   SELECT 1;
        SELECT NULL AS project, 'order:1' AS subject, 'has none' AS detail
        """;
}
