using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A viewer by Server-Sent Events.</summary>
public sealed class EventViewer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventViewer(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>Cues so far, newest of each id, in order of first appearance.</summary>
    public List<Cue> Messages { get; } = [];

    /// <summary>Speakers that got another name.</summary>
    public List<SpeakerMessage> Renamed { get; } = [];

    /// <summary>How things were said.</summary>
    public List<EmotionMessage> Emotions { get; } = [];

    /// <summary>Seqs of all messages but the session's, in the order they came.</summary>
    public List<long> Seqs { get; } = [];

    public string? LastEventId { get; private set; }

    /// <summary>State of the session as last told.</summary>
    public string? State { get; private set; }

    /// <summary>What the session's last message says is the matter with it.</summary>
    public string? Message { get; private set; }

    /// <summary>Codes of the notices that the session's last message has.</summary>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    public IEnumerable<Cue> Finals => Messages.Where(c => c.Kind == CueKind.Final);

    public static async Task<EventViewer> ConnectAsync(TestServer server, string id, string? lastEventId = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/sessions/{id}/events");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        response.EnsureSuccessStatusCode();
        return new EventViewer(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Reads until what was read satisfies; false when the stream ended before.</summary>
    public async Task<bool> ReadUntilAsync(Func<EventViewer, bool> satisfied)
    {
        while (!satisfied(this))
        {
            if (!await _events.MoveNextAsync().AsTask().WaitAsync(Patience))
            {
                return false;
            }

            Take(_events.Current);
        }

        return true;
    }

    /// <summary>Reads until the server ends the stream.</summary>
    public Task ReadToEndAsync() => ReadUntilAsync(_ => false);

    /// <summary>Reads until so many finals are here.</summary>
    public async Task FinalsAsync(int count) => Assert.True(await ReadUntilAsync(v => v.Finals.Count() >= count));

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        try
        {
            await _events.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A read is still under way; the response is gone, so it ends.
        }
    }

    private void Take(SseItem<string> item)
    {
        LastEventId = item.EventId ?? LastEventId;
        if (item.EventType != "session")
        {
            Seqs.Add(JsonDocument.Parse(item.Data).RootElement.GetProperty("seq").GetInt64());
        }

        if (item.EventType == "cue")
        {
            Messages.Add(JsonSerializer.Deserialize<Cue>(item.Data, CaptionJson.Options)!);
        }
        else if (item.EventType == "speaker")
        {
            Renamed.Add(JsonSerializer.Deserialize<SpeakerMessage>(item.Data, CaptionJson.Options)!);
        }
        else if (item.EventType == "emotion")
        {
            Emotions.Add(JsonSerializer.Deserialize<EmotionMessage>(item.Data, CaptionJson.Options)!);
        }
        else if (item.EventType == "session")
        {
            var session = JsonDocument.Parse(item.Data).RootElement;
            State = session.GetProperty("state").GetString();
            Notices = TestSession.CodesOf(session);
            Message = session.TryGetProperty("message", out var message) ? message.GetString() : null;
        }
    }
}
