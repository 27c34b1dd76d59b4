using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>Digests hold no personal data and no secret, and still tell which row differs.</summary>
public sealed class DigestTests(DigestRuns digests) : IClassFixture<DigestRuns>
{
    [Fact]
    public async Task A_digest_holds_no_personal_data_no_secret_and_no_answer()
    {
        var saved = (await digests.AllAsync()).Saved;

        saved.Run.Should().BeGreen();
        saved.Files.Should().NotBeEmpty().And.NotContain(text =>
            text.Contains('@') || text.Contains("c4n4ry") || text.Contains("k4n4ry") || text.Contains("\"body\""));
    }

    [Fact]
    public async Task A_digest_holds_nothing_of_the_id_that_a_project_gave_to_a_customer()
    {
        var saved = (await digests.AllAsync()).Saved;

        saved.Files.Should().NotContain(text => text.Contains("c4n4ry") || text.Contains("ann%40"));
        saved.Files.Should().Contain(text => text.Contains("/api/v1/payments/products/custom/~"));
    }

    [Fact]
    public async Task An_unchanged_deployment_has_the_same_digests()
    {
        var unchanged = (await digests.AllAsync()).Unchanged;

        unchanged.Run.Should().BeGreen();
        unchanged.Run.Differences().Should().BeEmpty();
    }

    [Fact]
    public async Task A_changed_answer_is_found_at_its_row_though_only_its_digest_was_saved()
    {
        var run = (await digests.AllAsync()).Changed.Run;

        run.Should().BeRed();
        run.Differences(Granting.Id).Should().NotBeEmpty()
            .And.OnlyContain(found => found.Code == "SNP001" && found.Subject == $"user:{Granting.PlainUser}");
        run.Findings.Text.Should().Contain("only its digest was saved");
    }

    [Fact]
    public async Task A_changed_balance_is_found_at_its_customer_by_the_digest_of_its_id()
    {
        var run = (await digests.AllAsync()).Changed.Run;

        run.Differences(Paying.Id).Should().ContainSingle().Which.Subject.Should().StartWith("custom:~");
        run.Findings.Text.Should().Contain($"{DigestRuns.OtherBalance}");
    }

    [Fact]
    public async Task A_difference_shows_neither_the_key_nor_the_personal_value()
    {
        var text = (await digests.AllAsync()).Changed.Run.Findings.Text;

        text.Should().NotContain(DigestRuns.Key).And.NotContain("another@");
        text.Should().Contain($"<hidden string of {DigestRuns.OtherEmail.Length} characters");
    }

    [Fact]
    public async Task What_a_comparison_writes_beside_a_digest_holds_no_more_than_the_digest()
    {
        var changed = (await digests.AllAsync()).Changed;

        changed.Files.Should().NotContain(text =>
            text.Contains('@') || text.Contains("c4n4ry") || text.Contains("\"body\"") || text.Contains($"{DigestRuns.OtherBalance}"));
    }

    [Fact]
    public async Task Where_personal_data_is_to_be_shown_the_finding_shows_it_and_the_files_do_not()
    {
        var shown = (await digests.AllAsync()).Shown;

        shown.Run.Findings.Text.Should().Contain(DigestRuns.OtherEmail);
        shown.Files.Should().NotContain(text => text.Contains('@') || text.Contains("shown"));
    }

    [Fact]
    public async Task A_comparison_without_the_key_is_red_and_says_so()
    {
        var run = (await digests.AllAsync()).WithoutKey.Run;

        run.Should().BeRed();
        run.Should().Say("was saved with a key, and INTEGRITY_SNAPSHOT_KEY is not set");
    }
}
