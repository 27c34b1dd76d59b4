using FluentAssertions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class RunTests
{
    [Fact]
    public void Notes_are_printed_once_without_secrets_and_are_there_in_the_order_of_their_texts()
    {
        using var run = new Run(
            new RunSettings { Redact = text => text.Replace("k3y", "***", StringComparison.Ordinal) }, TimeProvider.System);
        var printed = new List<string>();
        run.Print = printed.Add;

        run.Note("b: k3y");
        run.NoteForSummary("d: k3y");
        run.NoteForSummary("c");
        run.Note("a");
        run.Note("b: k3y");

        printed.Should().Equal("b: ***", "a");
        run.Notes.Should().Equal("a", "b: ***", "c", "d: ***");
        run.NotesToTell.Should().Equal("c", "d: ***");
    }

    [Fact]
    public void Checks_that_ask_per_row_have_slots_of_their_own_only_under_a_budget()
    {
        using var unlimited = new Run(new RunSettings(), TimeProvider.System);
        using var limited = new Run(new RunSettings { Budget = TimeSpan.FromHours(1) }, TimeProvider.System);

        unlimited.RowSlots.Should().BeSameAs(unlimited.Slots);
        limited.RowSlots.Should().NotBeSameAs(limited.Slots);
    }
}
