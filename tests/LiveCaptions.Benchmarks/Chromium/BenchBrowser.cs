using LiveCaptions.Server.Commands;
using Microsoft.Playwright;

namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>Chromium without a window, whose microphone is one that beeps.</summary>
internal sealed class BenchBrowser : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";

    /// <summary>
    /// Notes when an offer is posted, and on which moment of the system's clock each second of a played file falls: the earliest at which
    /// the context was seen to be so far, since it renders in small batches.
    /// </summary>
    private const string Clock = """
        (() => {
          const bench = (window.bench = { posted: 0, start: 0, ticks: [] });
          const now = () => performance.timeOrigin + performance.now();
          const { fetch } = window;
          window.fetch = (address, init) => {
            if (init?.method === "POST" && String(address).includes("/whip/")) {
              bench.posted = now();
            }
            return fetch(address, init);
          };
          const { start } = AudioBufferSourceNode.prototype;
          AudioBufferSourceNode.prototype.start = function (...when) {
            const { context } = this;
            bench.start = context.currentTime;
            let zero = Infinity;
            let next = bench.start + 1;
            setInterval(() => {
              const at = context.currentTime;
              if (at > bench.start) {
                zero = Math.min(zero, now() - at * 1000);
              }
              if (at >= next) {
                bench.ticks.push({ at, zero });
                zero = Infinity;
                next = at + 1;
              }
            }, 3);
            return start.apply(this, when);
          };
        })();
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IBrowserContext _context;
    private readonly Uri _address;

    private BenchBrowser(IPlaywright playwright, IBrowser browser, IBrowserContext context, Uri address) =>
        (_playwright, _browser, _context, _address) = (playwright, browser, context, address);

    public string Version => _browser.Version;

    /// <param name="address">The server's.</param>
    public static async Task<BenchBrowser> StartAsync(Uri address)
    {
        if (!File.Exists(Executable))
        {
            throw new UsageException($"{Executable} is missing: sudo apt-get install chromium");
        }

        var playwright = await Playwright.CreateAsync();
        string[] arguments =
        [
            "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required",
        ];
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Headless = true, Args = arguments });
        var context = await browser.NewContextAsync(new() { Permissions = ["microphone"] });
        await context.AddInitScriptAsync(Clock);
        return new BenchBrowser(playwright, browser, context, address);
    }

    /// <param name="transport"><c>whip</c> or <c>websocket</c>, with nothing to fall back on.</param>
    public async Task<StudioDriver> OpenAsync(string transport)
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync(new Uri(_address, $"/?transport={transport}").AbsoluteUri);
        return new StudioDriver(page);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
