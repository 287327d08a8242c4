using System.Net.Http.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Clients;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Sessions.Requests;

namespace LiveCaptions.Bench.Translation;

/// <summary>One stream in real time, translated; its viewer has both languages and notes when each final comes.</summary>
internal sealed class TranslationBench(BenchServer server, TimeProvider time)
{
    /// <exception cref="HttpRequestException">The server translates into no such language.</exception>
    public async Task<TranslationFigures> RunAsync(Programme programme, string language, CancellationToken cancellationToken)
    {
        var request = new CreateSessionRequest { Title = "bench", Targets = [language] };
        using var response = await server.Http.PostAsJsonAsync("api/sessions", request, CaptionJson.Options, cancellationToken);
        var session = (await response.EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<CreatedSession>(CaptionJson.Options, cancellationToken))!;
        using var viewer = await CueViewer.ConnectAsync(server.Http, session.Id, time, cancellationToken, language);
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server takes no stream: this engine is too big for this machine.");
        var use = new CpuUse(time);
        var watching = viewer.WatchAsync(cancellationToken);
        await publisher.SpeakAsync(programme.Samples, cancellationToken);
        await publisher.UntilClosedAsync();
        await watching;
        return FiguresOf(programme, viewer.ArrivalsSince(publisher.Start), publisher.WorstDelay, use.CpuSeconds);
    }

    private static TranslationFigures FiguresOf(
        Programme programme, IReadOnlyList<CueArrival> arrivals, double publisherLate, double cpu)
    {
        var finals = arrivals.Where(arrival => arrival.Cue is { Kind: CueKind.Final, Of: null })
            .GroupBy(arrival => arrival.Cue.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().At, StringComparer.Ordinal);
        var lags = arrivals.Where(arrival => arrival.Cue is { Of: not null, Revision: 1 })
            .Select(arrival => arrival.At - finals[arrival.Cue.Of!])
            .ToList();
        return new TranslationFigures
        {
            AudioSeconds = programme.Duration,
            Lag = Distribution.Of(lags),
            Finals = finals.Count,
            AfterTheEnd = finals.Count - lags.Count,
            CpuSecondsPerAudioSecond = Math.Round(cpu / programme.Duration, 4),
            WorstPublishDelay = Math.Round(publisherLate, 3),
        };
    }
}
