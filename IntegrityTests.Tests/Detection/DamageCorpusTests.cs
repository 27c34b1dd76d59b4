using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>The corpus has what it must have; that what it says is true is for the other tests.</summary>
public sealed partial class DamageCorpusTests
{
    [Fact]
    public void Every_code_has_an_entry_that_kills_it() =>
        AllCodes.Codes
            .Except(
                from entry in DamageCorpus.Platforms
                    .SelectMany(platform => DamageCorpus.EntriesOn(platform).Concat(DamageCorpus.OfDatabase(platform)))
                    .Concat(DamageCorpus.EntriesOfCopy)
                from finding in entry.ExpectedWithSnapshot
                where !finding.IsLeftToChance
                select finding.Code)
            .Should().BeEmpty();

    [Fact]
    public void Every_damage_of_the_script_is_in_it() =>
        DamageCorpus.Entries.SelectMany(entry => ScriptNumber().Matches(entry.Description))
            .Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
            .Distinct().Order().Should().Equal(Enumerable.Range(1, 21));

    [Fact]
    public void Damages_that_are_none_are_controls() =>
        DamageCorpus.Entries.Where(entry => entry.IsControl).Select(entry => entry.Description)
            .Where(description => ScriptNumber().IsMatch(description))
            .Should().HaveCount(2)
            .And.OnlyContain(description => description.StartsWith("Damage 17") || description.StartsWith("Damage 21"));

    [Fact]
    public void Corpus_has_sixty_entries_ten_faults_and_eight_controls()
    {
        DamageCorpus.Entries.Should().HaveCountGreaterThanOrEqualTo(60);
        DamageCorpus.Entries.Where(entry => !entry.IsControl && entry.Faults.Any()).Should().HaveCountGreaterThanOrEqualTo(10);
        DamageCorpus.Entries.Where(entry => entry.IsControl).Should().HaveCountGreaterThanOrEqualTo(8)
            .And.OnlyContain(entry => entry.ExpectedWithSnapshot.Count == 0);
        DamageCorpus.Entries.Where(entry => !entry.IsControl).Should().OnlyContain(entry => entry.ExpectedWithSnapshot.Count > 0);
    }

    [GeneratedRegex("Damage (?<number>[0-9]+) of the script")]
    private static partial Regex ScriptNumber();
}
