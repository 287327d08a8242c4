using Microsoft.Playwright;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>A browser of its own for one test, whose microphone is a file.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _complaints = [];

    // Five seconds by default: too few where a page loads while everything else runs on two slow cores.
    static Chromium() => Assertions.SetDefaultExpectTimeout(30_000);

    private Chromium(IPlaywright playwright, IBrowser browser, IBrowserContext context) =>
        (_playwright, _browser, Context, Publications) = (playwright, browser, context, new Publications(context));

    public IBrowserContext Context { get; }

    public Publications Publications { get; }

    /// <summary>Errors on the console and scripts that failed, of all pages.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <param name="microphone">WAV that the microphone hears, again and again; null for the browser's own beeps.</param>
    public static async Task<Chromium> StartAsync(string? microphone = null)
    {
        Assert.True(
            File.Exists(Executable),
            $"{Executable} is missing: install it with 'sudo apt-get install chromium', or run './livecaptions test'.");
        var playwright = await Playwright.CreateAsync();
        List<string> arguments =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            "--autoplay-policy=no-user-gesture-required",
        ];
        if (microphone is not null)
        {
            arguments.Add($"--use-file-for-fake-audio-capture={microphone}");
        }

        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Headless = true, Args = arguments });
        var context = await browser.NewContextAsync(new()
        {
            Permissions = ["microphone", "clipboard-read", "clipboard-write"],
            ViewportSize = new() { Width = 1000, Height = 800 }
        });
        return new Chromium(playwright, browser, context);
    }

    public async Task<IPage> OpenAsync(string address)
    {
        var page = await Context.NewPageAsync();
        page.PageError += (_, error) => Complain(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complain(message.Text);
            }
        };
        await page.GotoAsync(address);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Complain(string text)
    {
        lock (_complaints)
        {
            _complaints.Add(text);
        }
    }
}
