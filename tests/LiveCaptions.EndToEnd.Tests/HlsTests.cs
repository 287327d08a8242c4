using System.Text.Json;
using LiveCaptions.EndToEnd.Host;
using Microsoft.Playwright;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The captions' rendition in hls.js, which most sites play HLS by.</summary>
public sealed class HlsTests
{
    private const int Words = 28;
    private const double VideoBegins = 1.4;

    [Fact]
    public async Task Hlsjs_shows_captions_of_another_site_beside_its_video_at_their_times()
    {
        await using var server = await TestServer.StartAsync();
        var (id, ingest) = await server.Api.CreateSessionAsync(isPublic: true);
        var speaking = SpeakAsync(ingest);
        await using var site = await HlsSite.StartAsync(seconds: 18);
        await using var chromium = await Chromium.StartAsync();
        await speaking;
        var finals = await server.Api.GetFinalsAsync(id);
        Assert.Equal(Words / 4, finals.Count);

        var page = await chromium.OpenAsync(site.PageOf(
            $"{server.Address}/api/sessions/{id}/hls/master.m3u8?offset={VideoBegins}&video={Uri.EscapeDataString(site.Video)}"));
        await page.WaitForFunctionAsync($"() => document.querySelector('video').textTracks[0]?.cues?.length >= {finals.Count}");
        var track = await page.EvaluateAsync<JsonElement>("() => { const [track] = document.querySelector('video').textTracks; "
            + "return { kind: track.kind, label: track.label, mode: track.mode }; }");
        Assert.Equal(("subtitles", "showing"), (track.GetProperty("kind").GetString(), track.GetProperty("mode").GetString()));

        var shown = await page.EvaluateAsync<JsonElement>("() => [...document.querySelector('video').textTracks[0].cues].map(({ startTime, "
            + "endTime, text }) => ({ startTime, endTime, text }))");
        Assert.Equal(finals.Select(f => f.Text), shown.EnumerateArray().Select(c => c.GetProperty("text").GetString()));
        Assert.All(finals.Zip(shown.EnumerateArray()), pair =>
        {
            Assert.Equal(pair.First.Start, pair.Second.GetProperty("startTime").GetDouble(), tolerance: 0.05);
            Assert.Equal(pair.First.End, pair.Second.GetProperty("endTime").GetDouble(), tolerance: 0.05);
        });

        // Across a segment's border, on a picture that is there.
        var later = finals.First(f => f.Start > 6);
        Assert.Equal(later.Text, await ShownAtAsync(page, (later.Start + later.End) / 2));
        Assert.Empty(chromium.Complaints);
    }

    private static async Task SpeakAsync(Uri ingest)
    {
        using var speaker = new WebSocketSpeaker();
        await speaker.SpeakAsync(ingest, Tones.Speak(Words), TestContext.Current.CancellationToken);
        await speaker.CloseAsync(TestContext.Current.CancellationToken);
    }

    private static Task<string?> ShownAtAsync(IPage page, double seconds) => page.EvaluateAsync<string?>(
        """
        async (seconds) => {
            const video = document.querySelector("video");
            const [track] = video.textTracks;
            const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
            const changed = new Promise((resolve) => track.addEventListener("cuechange", resolve, { once: true }));
            video.currentTime = seconds;
            await shown;

            // The picture may come before the cue that belongs to it.
            if (track.activeCues.length === 0) {
                await changed;
            }

            return track.activeCues[0]?.text;
        }
        """,
        seconds);
}
