using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The server's HTTP calls, seen as any other program sees them.</summary>
public sealed class CaptionApi(string address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(address) };

    public string Address => address;

    /// <returns>The new session's id and its ingest address with the stream key.</returns>
    public async Task<(string Id, Uri Ingest)> CreateSessionAsync()
    {
        using var response = await _http.PostAsJsonAsync("/api/sessions", new { title = "Tones" });
        response.EnsureSuccessStatusCode();
        var session = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        var key = session["streamKey"]!.GetValue<string>();
        return (session["id"]!.GetValue<string>(), new Uri($"{session["ingest"]!["websocket"]!.GetValue<string>()}?key={key}"));
    }

    /// <summary>All finals so far.</summary>
    public async Task<IReadOnlyList<FinalCue>> GetFinalsAsync(string sessionId)
    {
        using var response = await _http.GetAsync($"/api/sessions/{sessionId}/cues?limit=1000");
        response.EnsureSuccessStatusCode();
        var body = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        var cues = body as JsonArray ?? body["cues"]!.AsArray();
        return [.. cues.Select(cue => cue.Deserialize<FinalCue>(JsonSerializerOptions.Web)!)];
    }

    public async Task<string> GetStateAsync(string sessionId)
    {
        var session = await _http.GetFromJsonAsync<JsonObject>($"/api/sessions/{sessionId}");
        return session!["state"]!.GetValue<string>();
    }

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
}
