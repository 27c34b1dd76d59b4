using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>Who reads the page: on a phone, in the dark, by keyboard, by a screen reader. The rules of WCAG are axe's.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class ReportForEveryoneTests(Browser browser, BrowserReports reports)
{
    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    private const string Focused = """
        () => {
            const element = document.activeElement;
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            return {
                element: (element.id || element.textContent.trim()).slice(0, 40),
                isSeen: element === document.body
                    || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.bottom > 0
                        && box.top < innerHeight && box.left >= 0),
                isBody: element === document.body,
            };
        }
        """;

    private const string Controls = """
        () => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]
            .filter(element => element.checkVisibility({ visibilityProperty: true }))
            .map(element => (element.id || element.textContent.trim()).slice(0, 40))
        """;

    // As WCAG computes it. Axe asks at each point what lies there, which takes it seconds, and does not judge signs.
    private const string LowContrast = """
        () => {
            const channel = value => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
            const colour = text => text.match(/[\d.]+/g).map(Number);
            const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
            const behind = element => {
                for (; element; element = element.parentElement) {
                    const [red, green, blue, alpha = 1] = colour(getComputedStyle(element).backgroundColor);
                    if (alpha === 1) return [red, green, blue];
                    if (alpha > 0) throw new Error('a background that is half transparent is not judged');
                }
                throw new Error('nothing is behind the text');
            };
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const low = [];
            let judged = 0;
            while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                if (!texts.currentNode.textContent.trim() || !element.checkVisibility()) continue;
                const [one, other] = [luminance(colour(getComputedStyle(element).color)), luminance(behind(element))];
                const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                judged++;
                if (ratio < 4.5) low.push(`${element.className} ${texts.currentNode.textContent.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
            }
            return judged < 200 ? ['only ' + judged + ' texts were judged'] : low;
        }
        """;

    [FactRequiringBrowser]
    public async Task No_rule_of_accessibility_is_broken()
    {
        await using var page = await browser.OpenAsync(reports.File);
        await page.UnfoldAsync();
        await page.Page.GetByLabel("Text, id or message").FillAsync("a");

        var result = await page.Page.RunAxe(new AxeRunOptions
        {
            Rules = new() { ["color-contrast"] = new() { Enabled = false } },
        });

        result.Violations.Select(Words).Should().BeEmpty();
        result.Incomplete.Select(Words).Should().BeEmpty("what axe cannot judge, nobody has judged");
        result.Passes.Select(rule => rule.Id).Should().Contain(["label", "button-name", "region", "heading-order", "aria-allowed-attr"]);
    }

    [TheoryRequiringBrowser]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task All_text_has_contrast(ColorScheme scheme)
    {
        await using var page = await browser.OpenAsync(reports.File, scheme);
        await page.UnfoldAsync();

        (await page.Page.EvaluateAsync<string[]>(LowContrast)).Should().BeEmpty();
    }

    [FactRequiringBrowser]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        await using var page = await browser.OpenAsync(reports.File, size: Phone);
        await page.UnfoldAsync();

        (await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().Be(360);
    }

    [FactRequiringBrowser]
    public async Task A_table_of_many_checks_scrolls_by_itself_and_the_page_does_not()
    {
        using var wide = new WrittenReport();
        for (var check = 0; check < 40; check++) wide.WithCase($"TST{check:000}", ("p1", "Acme"), 1);
        wide.Write("PASSED: 40 rows verified");

        await using var page = await browser.OpenAsync(wide.File, size: Phone);

        (await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().Be(360);
        (await page.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.scroll')].some(e => e.scrollWidth > e.clientWidth)"))
            .Should().BeTrue();
    }

    [FactRequiringBrowser]
    public async Task The_tab_key_comes_to_every_control_in_order_and_shows_where_it_is()
    {
        await using var page = await browser.OpenAsync(reports.File);
        var controls = await page.Page.EvaluateAsync<string[]>(Controls);
        var visited = new List<string>();

        for (var step = 0; step <= controls.Length; step++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            var focused = await page.Page.EvaluateAsync<Focus>(Focused);
            if (focused.IsBody) break;
            focused.IsSeen.Should().BeTrue("{0} has the focus", focused.Element);
            visited.Add(focused.Element);
        }

        visited.Should().Equal(controls);
        controls.Should().HaveCountGreaterThan(20);
    }

    [FactRequiringBrowser]
    public async Task The_first_tab_leads_to_the_causes()
    {
        await using var page = await browser.OpenAsync(reports.File);

        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");

        page.Page.Url.Should().EndWith("#causes");
    }

    private static string Words(AxeResultItem rule) => $"{rule.Id}: {rule.Help}: {string.Join("; ", rule.Nodes.Take(5).Select(Words))}";

    private static string Words(AxeResultNode node) => $"{node.Html} {string.Join(", ", node.Any.Select(check => check.Message))}";

    private sealed record Focus
    {
        public string Element { get; init; } = "";

        public bool IsSeen { get; init; }

        public bool IsBody { get; init; }
    }
}
