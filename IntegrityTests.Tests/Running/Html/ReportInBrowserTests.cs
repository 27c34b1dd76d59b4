using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>What a person does with the page, in a real Chromium.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class ReportInBrowserTests(Browser browser, BrowserReports reports)
{
    private const string Causes = "article.cause h4";

    [FactRequiringBrowser]
    public async Task A_text_narrows_to_the_causes_that_have_it_and_says_how_many()
    {
        await using var page = await browser.OpenAsync(reports.File);

        await page.Page.GetByLabel("Text, id or message").FillAsync("two OWNERS");

        (await page.SeenAsync(Causes)).Should().Equal("error still there DBI007: has two owners");
        (await page.SeenAsync("#hits")).Should().Equal("1 of 5 causes and 0 of 4 other entries shown.");
    }

    [FactRequiringBrowser]
    public async Task An_id_finds_its_row_and_unfolds_it()
    {
        await using var page = await browser.OpenAsync(reports.File);

        await page.Page.GetByLabel("Text, id or message").FillAsync("user:107");

        (await page.SeenAsync(Causes)).Should().ContainSingle().Which.Should().Contain("USR003: is granted READER");
        (await page.SeenAsync(".cause .row")).Should().ContainSingle().Which.Should().StartWith("user:107 USR003");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();

        (await page.SeenAsync(Causes)).Should().HaveCount(5);
        (await page.SeenAsync("#hits")).Should().Equal("5 causes and 4 other entries shown.");
        (await page.SeenAsync(".cause .row")).Should().NotContain(row => row.StartsWith("user:107"), "its list was folded before");
    }

    [TheoryRequiringBrowser]
    [InlineData("Project", "Größe & Co. (p2)", "2 of 5 causes and 2 of 4 other entries shown.")]
    [InlineData("Check", "USR002", "2 of 5 causes and 2 of 4 other entries shown.")]
    [InlineData("Severity", "warning", "1 of 5 causes and 0 of 4 other entries shown.")]
    [InlineData("Severity", "not verified", "0 of 5 causes and 1 of 4 other entries shown.")]
    [InlineData("History", "new", "3 of 5 causes and 0 of 4 other entries shown.")]
    public async Task Filters_narrow_and_say_how_many(string filter, string value, string hits)
    {
        await using var page = await browser.OpenAsync(reports.File);

        await page.Page.GetByLabel(filter, new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = value });

        (await page.SeenAsync("#hits")).Should().Equal(hits);
        (await page.SeenAsync(".item")).Should().HaveCount(hits.Split(' ').Where(word => int.TryParse(word, out _))
            .Select(int.Parse).Where((_, index) => index % 2 == 0).Sum());
    }

    [FactRequiringBrowser]
    public async Task The_button_copies_exactly_the_queries()
    {
        await using var page = await browser.OpenAsync(reports.File);

        await page.Page.Locator("article", new() { HasText = "every user reads as stored" }).First
            .GetByRole(AriaRole.Button).ClickAsync();

        (await page.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Should().Be(BrowserReports.Sql);
        (await page.SeenAsync("#said")).Should().Equal("The queries were copied.");
    }

    [FactRequiringBrowser]
    public async Task Where_a_file_does_not_get_the_clipboard_the_button_copies_all_the_same()
    {
        await using var page = await browser.OpenAsync(reports.File);
        await page.Page.EvaluateAsync("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }");

        await page.Page.Locator(".copy").First.ClickAsync();

        (await page.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Should().Be("SELECT 3;");
    }

    [FactRequiringBrowser]
    public async Task Without_script_everything_is_there_and_nothing_that_would_do_nothing()
    {
        await using var page = await browser.OpenWithoutScriptAsync(reports.File);

        await page.Page.Locator("article.cause").Last.WaitForAsync();
        (await page.Page.Locator(Causes).AllTextContentsAsync()).Should().HaveCount(5);
        (await page.Page.Locator("#filters").IsVisibleAsync()).Should().BeFalse();
        (await page.Page.GetByRole(AriaRole.Button).CountAsync()).Should().Be(0);
        var folded = page.Page.Locator("details", new() { HasText = "12 findings" }).First;
        (await folded.GetByText("user:107").IsVisibleAsync()).Should().BeFalse();
        await folded.Locator("summary").ClickAsync();
        (await folded.GetByText("user:107").IsVisibleAsync()).Should().BeTrue();
    }

    [FactRequiringBrowser]
    public async Task What_the_deployment_says_stays_text()
    {
        await using var page = await browser.OpenAsync(reports.File);
        await page.UnfoldAsync();

        (await page.Page.EvaluateAsync<bool>("() => 'harmed' in window")).Should().BeFalse();
        (await page.Page.Locator("img").CountAsync()).Should().Be(0);
        (await page.SeenAsync(".row")).Should().ContainSingle(row => row.StartsWith("user:<script>"))
            .Which.Should().Contain("onerror=\"window.harmed = 1\">\"'\\u202egnissim");
    }

    [FactRequiringBrowser]
    public async Task Nothing_is_asked_for_and_nothing_is_against_the_policy_of_the_page()
    {
        await using var page = await browser.OpenAsync(reports.File);
        await page.UnfoldAsync();
        await page.Page.GetByLabel("Text, id or message").FillAsync("user");
        await page.Page.Locator(".copy").First.ClickAsync();

        page.Requests.Should().Equal(new Uri(reports.File).AbsoluteUri);
        page.Messages.Should().BeEmpty();
    }

    [FactRequiringBrowser]
    public async Task Printed_every_cause_is_there_with_what_is_folded_on_the_screen()
    {
        await using var page = await browser.OpenAsync(reports.File);
        (await page.SeenAsync(".row")).Should().NotContain(row => row.StartsWith("user:107"));

        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await page.SeenAsync(Causes)).Should().HaveCount(5);
        (await page.SeenAsync(".row")).Should().Contain(row => row.StartsWith("user:107"));
        (await page.SeenAsync("pre code")).Should().HaveCount(3);
        (await page.SeenAsync("form, button, nav")).Should().BeEmpty();
    }
}

/// <summary>The tests of the page share a browser and a report.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<Browser>, ICollectionFixture<BrowserReports>;
