using Microsoft.Playwright;
using Xunit;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>
/// One Chromium for all tests of the page, as the system has it: none is downloaded. Each test opens the page in a context of its own,
/// without a network.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Names the browser where it is not where systems install it.</summary>
    private const string Variable = "CHROMIUM";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // As root in a container there is no sandbox and no GPU; nothing is to be asked for but the page.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>
    /// Why a test that needs the browser is skipped, or null. On a developer's machine it may be missing; in CI a skipped proof would look
    /// like a proof, so there the tests run and fail with the reason.
    /// </summary>
    internal static string? SkipReason => Find() is not null || Environment.GetEnvironmentVariable("CI") is "true" or "1" ? null : Missing;

    private static string Missing => $"Chromium is missing: install it (apt-get install chromium), or name its program in {Variable}.";

    /// <summary>Finds and starts the browser.</summary>
    public async Task InitializeAsync()
    {
        if (SkipReason is not null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find() ?? throw new FileNotFoundException(Missing),
            Args = Arguments,
        });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a page.</summary>
    /// <param name="file">The page.</param>
    /// <param name="options">How it is looked at; by default on a desktop, in light.</param>
    internal async Task<OpenPage> OpenAsync(string file, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Offline = true;
        options.Permissions = ["clipboard-read", "clipboard-write"];
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await _browser!.NewContextAsync(options);
        return await OpenPage.OpenAsync(context, new Uri(file).AbsoluteUri);
    }

    private static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? File.Exists(named) ? named : null
        : Places.FirstOrDefault(File.Exists);
}

/// <summary>A page that is open, and what went wrong in it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _requests = [];
    private readonly List<string> _messages = [];

    private OpenPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What the page asked for, itself included.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>What its console says: violations of its policy, and errors.</summary>
    public IReadOnlyList<string> Messages => _messages;

    public static async Task<OpenPage> OpenAsync(IBrowserContext context, string address)
    {
        var opened = new OpenPage(context, await context.NewPageAsync());
        opened.Page.Request += (_, request) => opened._requests.Add(request.Url);
        opened.Page.Console += (_, message) => opened._messages.Add($"{message.Type}: {message.Text}");
        opened.Page.PageError += (_, error) => opened._messages.Add($"error: {error}");
        await opened.Page.GotoAsync(address);
        return opened;
    }

    /// <summary>The texts of the elements that are seen, each on one line.</summary>
    public Task<string[]> SeenAsync(string selector) => Page.EvaluateAsync<string[]>(
        """
        selector => [...document.querySelectorAll(selector)]
            .filter(element => element.checkVisibility({ visibilityProperty: true }))
            .map(element => element.textContent.replace(/\s+/g, ' ').trim())
        """,
        selector);

    /// <summary>Opens all that is folded.</summary>
    public Task UnfoldAsync() => Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(fold => fold.open = true)");

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}

/// <summary>A test that needs the <see cref="Browser"/>; skipped where there is none, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactRequiringBrowserAttribute : FactAttribute
{
    public FactRequiringBrowserAttribute() => Skip = Browser.SkipReason;
}

/// <summary>A theory that needs the <see cref="Browser"/>; skipped where there is none, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryRequiringBrowserAttribute : TheoryAttribute
{
    public TheoryRequiringBrowserAttribute() => Skip = Browser.SkipReason;
}
