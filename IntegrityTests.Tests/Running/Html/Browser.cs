using Microsoft.Playwright;
using Xunit;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>
/// One Chromium for all tests of the page, as the system has it: none is downloaded. Each test loads the page anew, without a network;
/// they share the process that shows it, since to start one takes longer than most tests.
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

    private static readonly BrowserNewContextOptions Offline = new()
    {
        Offline = true,
        Permissions = ["clipboard-read", "clipboard-write"],
    };

    private static readonly ViewportSize Desktop = new() { Width = 1280, Height = 720 };

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage? _page;

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
    /// <param name="scheme">In which colours it is looked at.</param>
    /// <param name="size">How large the screen is; by default that of a desktop.</param>
    internal async Task<OpenPage> OpenAsync(
        string file, ColorScheme scheme = ColorScheme.Light, ViewportSize? size = null)
    {
        _page ??= await (await _browser!.NewContextAsync(Offline)).NewPageAsync();
        await _page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        size ??= Desktop;
        await _page.SetViewportSizeAsync(size.Width, size.Height);
        return await OpenPage.OpenAsync(_page, file);
    }

    /// <summary>Opens a page that may run no script.</summary>
    internal async Task<OpenPage> OpenWithoutScriptAsync(string file)
    {
        var context = await _browser!.NewContextAsync(new(Offline) { JavaScriptEnabled = false });
        return await OpenPage.OpenAsync(await context.NewPageAsync(), file);
    }

    private static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? File.Exists(named) ? named : null
        : Places.FirstOrDefault(File.Exists);
}

/// <summary>A page that is open, and what went wrong in it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> _requests = [];
    private readonly List<string> _messages = [];

    private OpenPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What the page asked for, itself included.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>What its console says: violations of its policy, and errors.</summary>
    public IReadOnlyList<string> Messages => _messages;

    public static async Task<OpenPage> OpenAsync(IPage page, string file)
    {
        var opened = new OpenPage(page);
        page.Request += opened.NoteRequest;
        page.Console += opened.NoteMessage;
        page.PageError += opened.NoteError;
        await page.GotoAsync(new Uri(file).AbsoluteUri);
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

    /// <summary>Leaves the page: the next one is loaded into the same place.</summary>
    public async ValueTask DisposeAsync()
    {
        Page.Request -= NoteRequest;
        Page.Console -= NoteMessage;
        Page.PageError -= NoteError;
        await Page.GotoAsync("about:blank");
    }

    private void NoteRequest(object? sender, IRequest request) => _requests.Add(request.Url);

    private void NoteMessage(object? sender, IConsoleMessage message) => _messages.Add($"{message.Type}: {message.Text}");

    private void NoteError(object? sender, string error) => _messages.Add($"error: {error}");
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
