using System.Net.Http.Json;
using System.Runtime.InteropServices;
using LiveCaptions.Bench;
using LiveCaptions.Captions;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>The same file through the page by both ways at once; then short connections one after the other.</summary>
internal sealed class ChromiumBench(BenchServer server, BenchBrowser browser, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    public async Task<ChromiumFigures> RunAsync(Programme programme, int connections, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"livecaptions-{Guid.NewGuid():N}.wav");
        WriteWav(file, programme.Samples);
        try
        {
            // Once without counting: a browser's first connection waits for its own start.
            await ConnectAsync(cancellationToken);
            var firstAudio = new List<double>();
            for (var i = 0; i < connections; i++)
            {
                firstAudio.Add(await ConnectAsync(cancellationToken));
            }

            var runs = await Task.WhenAll(
                PlayAsync("whip", file, programme, cancellationToken), PlayAsync("websocket", file, programme, cancellationToken));
            return Summarise(programme, runs[0], runs[1], firstAudio);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ChromiumFigures Summarise(Programme programme, ChromiumRun whip, ChromiumRun webSocket, List<double> firstAudio)
    {
        var (whipWer, webSocketWer) = (WordErrorRate.Between(programme.Text, whip.Text),
            WordErrorRate.Between(programme.Text, webSocket.Text));
        return new ChromiumFigures
        {
            AudioSeconds = programme.Duration,
            WhipWer = whipWer,
            WebSocketWer = webSocketWer,
            WerRatio = webSocketWer.Errors > 0 ? Math.Round(whipWer.Rate / webSocketWer.Rate, 3) : null,
            WordsUnlikeWebSocket = WordErrorRate.Between(webSocket.Text, whip.Text).Errors,
            LostAudio = whip.LostAudio,
            FirstAudio = Distribution.Of(firstAudio),
            WhipPath = Distribution.Of(whip.Delays.Values),
            WebSocketPath = Distribution.Of(webSocket.Delays.Values),
            WhipAfterWebSocket = Distribution.Of(
                whip.Delays.Where(d => webSocket.Delays.ContainsKey(d.Key)).Select(d => d.Value - webSocket.Delays[d.Key])),
        };
    }

    /// <returns>Seconds from the POST until the first samples are recorded.</returns>
    private async Task<double> ConnectAsync(CancellationToken cancellationToken)
    {
        var studio = await browser.OpenAsync("whip");
        var track = await TrackOfAsync(await studio.StartMicrophoneAsync(), cancellationToken);
        DateTimeOffset? first;
        while ((first = track.ReceivedAt(position: 1)) is null)
        {
            await Task.Delay(Look, time, cancellationToken);
        }

        var clock = await studio.ClockAsync();
        await studio.StopAsync();
        await studio.CloseAsync();
        return (first.Value - clock.PostedAt).TotalSeconds;
    }

    private async Task<ChromiumRun> PlayAsync(string transport, string file, Programme programme, CancellationToken cancellationToken)
    {
        var studio = await browser.OpenAsync(transport);
        var id = await studio.StartFileAsync(file);
        var watch = new TrackWatch(await TrackOfAsync(id, cancellationToken), time);
        await watch.RunAsync(cancellationToken);
        await studio.UntilFinishedAsync(programme.Duration);
        var clock = await studio.ClockAsync();
        await studio.CloseAsync();
        var view = await server.Http.GetFromJsonAsync<SessionView>($"api/sessions/{id}", CaptionJson.Options, cancellationToken);
        var text = await server.Http.GetStringAsync($"api/sessions/{id}/captions.txt", cancellationToken);
        return new ChromiumRun(
            text, view!.LostAudio, AudioPath.Delays(programme.Samples, watch, clock).ToDictionary(d => d.Sample, d => d.Seconds));
    }

    private async Task<AudioTrack> TrackOfAsync(string id, CancellationToken cancellationToken)
    {
        AudioTrack? track;
        while ((track = server.FindTrack(id)) is null)
        {
            await Task.Delay(Look, time, cancellationToken);
        }

        return track;
    }

    private static void WriteWav(string path, short[] samples)
    {
        using var file = File.Create(path);
        Span<byte> header = stackalloc byte[WavHeader.Size];
        WavHeader.Write(header, channels: 1, AudioFormat.SampleRate, samples.Length * sizeof(short));
        file.Write(header);
        file.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
    }
}
