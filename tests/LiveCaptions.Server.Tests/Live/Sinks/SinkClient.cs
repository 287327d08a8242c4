using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>Sets sinks up and looks at them, as a page does.</summary>
public static class SinkClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<JsonElement> PutSinkAsync(this TestServer server, string sessionId, string sinkId, object request)
    {
        using var response = await server.Http.PutAsJsonAsync($"/api/sessions/{sessionId}/sinks/{sinkId}", request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static Task<JsonElement> SinkAsync(this TestServer server, string sessionId, string sinkId) =>
        server.GetAsync($"/api/sessions/{sessionId}/sinks/{sinkId}");

    public static string StateOf(JsonElement sink) => sink.GetProperty("state").GetString()!;

    public static string? ErrorOf(JsonElement sink) => sink.TryGetProperty("error", out var error) ? error.GetString() : null;

    public static Task<JsonElement> UntilStateAsync(this TestServer server, string sessionId, string sinkId, string state) =>
        server.UntilSinkAsync(sessionId, sinkId, sink => StateOf(sink) == state);

    /// <summary>Looks at a sink until it is as wanted.</summary>
    public static async Task<JsonElement> UntilSinkAsync(
        this TestServer server, string sessionId, string sinkId, Func<JsonElement, bool> satisfied)
    {
        JsonElement sink = default;
        await UntilAsync(async () => satisfied(sink = await server.SinkAsync(sessionId, sinkId)), () => sink.ToString());
        return sink;
    }

    public static Task UntilAsync(Func<bool> satisfied, Func<string> seen) => UntilAsync(() => Task.FromResult(satisfied()), seen);

    public static async Task UntilAsync(Func<Task<bool>> satisfied, Func<string> seen)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        while (!await satisfied())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"Waited too long; last seen: {seen()}");
            await pace.WaitForNextTickAsync();
        }
    }
}
