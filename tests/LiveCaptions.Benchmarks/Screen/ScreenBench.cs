using LiveCaptions.Bench;
using LiveCaptions.Captions.Cues;
using Microsoft.Playwright;

namespace LiveCaptions.Benchmarks.Screen;

/// <summary>A watch page in Chromium, with 200 finals on it, to which interims come that grow and become finals.</summary>
internal sealed class ScreenBench(BenchServer server, TimeProvider time)
{
    private const int Before = 200;

    /// <summary>Interims of a final.</summary>
    private const int Revisions = 10;

    private const string Watch = """
        () => {
            window.times = [];
            window.shift = 0;
            new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shift += value)))
                .observe({ type: "layout-shift" });
            const page = document.querySelector("lc-watch");
            const apply = page.watched.cues.apply.bind(page.cues);
            page.watched.cues.apply = (cue) => {
                const came = performance.now();
                const changed = apply(cue);
                page.updateComplete.then(() => requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - came))));
                return changed;
            };
        }
        """;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    public async Task<ScreenFigures> RunAsync(int messages, CancellationToken cancellationToken)
    {
        var session = await server.MakeSessionAsync(cancellationToken);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium", Headless = true, Args = ["--no-sandbox", "--disable-gpu"]
        });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(server.Http.BaseAddress!, $"/watch/{session.Id}").AbsoluteUri);
        await page.WaitForFunctionAsync("() => document.querySelector('lc-watch')?.watched?.loaded");
        for (var number = 1; number <= Before; number++)
        {
            server.Post(Said(session.Id, number, number, 1, CueKind.Final));
        }

        await page.WaitForFunctionAsync($"() => document.querySelector('lc-watch').shadowRoot.querySelector('lc-transcript')?.finals.length >= {Before}");
        await page.EvaluateAsync(Watch);
        await SendAsync(session.Id, messages, cancellationToken);
        await page.WaitForFunctionAsync($"() => window.times.length >= {messages}");
        return new ScreenFigures
        {
            MessageToFrame = Distribution.Of((await page.EvaluateAsync<double[]>("window.times")).Select(ms => ms / 1000)),
            LayoutShift = Math.Round(await page.EvaluateAsync<double>("window.shift"), 4),
            Browser = browser.Version,
        };
    }

    private async Task SendAsync(string session, int messages, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(Pace, time);
        for (var i = 0; i < messages; i++)
        {
            await pace.WaitForNextTickAsync(cancellationToken);
            var (number, revision) = (Before + 1 + (i / Revisions), 1 + (i % Revisions));
            server.Post(Said(session, Before + 1 + i, number, revision, revision == Revisions ? CueKind.Final : CueKind.Interim));
        }
    }

    private static Cue Said(string session, int seq, int number, int revision, CueKind kind) => new()
    {
        SessionId = session,
        Seq = seq,
        Id = $"c{number}",
        Revision = revision,
        Kind = kind,
        Start = 3 * number,
        End = (3 * number) + 3,
        Text = string.Join(' ', Enumerable.Range(1, kind == CueKind.Final ? Revisions : revision).Select(word => $"word{word}")),
        Speaker = new CueSpeaker("s1", "Ann", 0.9),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
