using System.Net.ServerSentEvents;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Clients;

/// <summary>Watches a session over Server-Sent Events and notes when each cue message arrives.</summary>
public sealed class CueViewer : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly TimeProvider _time;
    private readonly List<(Cue Cue, long At)> _messages = [];

    private CueViewer(HttpResponseMessage response, TimeProvider time) => (_response, _time) = (response, time);

    public static async Task<CueViewer> ConnectAsync(
        HttpClient http, string sessionId, TimeProvider time, CancellationToken cancellationToken, string languages = "")
    {
        var events = $"api/sessions/{sessionId}/events?languages={languages}";
        var response = await http.GetAsync(events, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new CueViewer(response.EnsureSuccessStatusCode(), time);
    }

    /// <summary>Reads until the session is over.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        var events = SseParser.Create(await _response.Content.ReadAsStreamAsync(cancellationToken), (_, data) => data.ToArray());
        await foreach (var item in events.EnumerateAsync(cancellationToken))
        {
            var at = _time.GetTimestamp();
            if (item.EventType == "cue")
            {
                _messages.Add((JsonSerializer.Deserialize<Cue>(item.Data, CaptionJson.Options)!, at));
            }
        }
    }

    /// <param name="start">The publisher's <see cref="PacedPublisher.Start"/>.</param>
    public IReadOnlyList<CueArrival> ArrivalsSince(long start) =>
        _messages.ConvertAll(message => new CueArrival(message.Cue, _time.GetElapsedTime(start, message.At).TotalSeconds));

    public void Dispose() => _response.Dispose();
}
