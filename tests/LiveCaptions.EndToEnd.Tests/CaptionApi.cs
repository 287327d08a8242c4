using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The server's HTTP calls, seen as any other program sees them.</summary>
public sealed class CaptionApi(string address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(address) };

    public string Address => address;

    /// <param name="isPublic">Whether anybody may watch, and any site.</param>
    /// <returns>The new session's id and its WebSocket address with the stream key.</returns>
    public async Task<(string Id, Uri Ingest)> CreateSessionAsync(bool isPublic = false, string title = "Tones")
    {
        var session = await CreateAsync(isPublic, title);
        return (IdOf(session), new Uri($"{session["ingest"]!["websocket"]!.GetValue<string>()}?key={KeyOf(session)}"));
    }

    /// <returns>The new session's id, its WHIP address and its stream key.</returns>
    public async Task<(string Id, Uri Whip, string Key)> CreateWhipSessionAsync()
    {
        var session = await CreateAsync();
        return (IdOf(session), new Uri(session["ingest"]!["whip"]!.GetValue<string>()), KeyOf(session));
    }

    /// <returns>The new session's RTMP address, the stream key in it.</returns>
    public async Task<Uri> CreateRtmpSessionAsync() => new((await CreateAsync())["ingest"]!["rtmp"]!.GetValue<string>());

    /// <summary>All finals so far.</summary>
    public async Task<IReadOnlyList<FinalCue>> GetFinalsAsync(string sessionId)
    {
        using var response = await _http.GetAsync($"/api/sessions/{sessionId}/cues?limit=1000");
        response.EnsureSuccessStatusCode();
        var body = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        var cues = body as JsonArray ?? body["cues"]!.AsArray();
        return [.. cues.Select(cue => cue.Deserialize<FinalCue>(JsonSerializerOptions.Web)!)];
    }

    public async Task<string> GetStateAsync(string sessionId) => (await GetSessionAsync(sessionId))["state"]!.GetValue<string>();

    /// <returns>Seconds of audio that were recorded.</returns>
    public async Task<double> GetDurationAsync(string sessionId) => (await GetSessionAsync(sessionId))["duration"]!.GetValue<double>();

    /// <returns>Seconds of audio that did not come through.</returns>
    public async Task<double> GetLostAudioAsync(string sessionId) => (await GetSessionAsync(sessionId))["lostAudio"]!.GetValue<double>();

    /// <summary>The first final that is sent from now on, or was already.</summary>
    public async Task WaitForFinalAsync(string sessionId, CancellationToken cancellationToken)
    {
        using var events = new StreamReader(await _http.GetStreamAsync($"/api/sessions/{sessionId}/events", cancellationToken));
        while (await events.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("\"final\"", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The events ended without a final.");
    }

    public void Dispose() => _http.Dispose();

    private static string IdOf(JsonObject session) => session["id"]!.GetValue<string>();

    private static string KeyOf(JsonObject session) => session["streamKey"]!.GetValue<string>();

    private async Task<JsonObject> GetSessionAsync(string sessionId) =>
        (await _http.GetFromJsonAsync<JsonObject>($"/api/sessions/{sessionId}"))!;

    private async Task<JsonObject> CreateAsync(bool isPublic = false, string title = "Tones")
    {
        using var response = await _http.PostAsJsonAsync("/api/sessions", new { title, @public = isPublic });
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
