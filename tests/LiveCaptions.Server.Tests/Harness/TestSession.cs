using System.Text.Json;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A session that a test made.</summary>
public sealed record TestSession(TestServer Server, string Id, string Key, JsonElement Created)
{
    public Task<List<Cue>> CuesAsync() => Server.CuesAsync(Id);

    public Task<JsonElement> ViewAsync(TestServer? at = null) => (at ?? Server).GetAsync($"/api/sessions/{Id}");

    public async Task<string> StateAsync(TestServer? at = null) => (await ViewAsync(at)).GetProperty("state").GetString()!;

    public async Task<double> DurationAsync(TestServer? at = null) => (await ViewAsync(at)).GetProperty("duration").GetDouble();

    public async Task<double> LostAudioAsync(TestServer? at = null) => (await ViewAsync(at)).GetProperty("lostAudio").GetDouble();

    /// <summary>Codes of the session's notices, in the order they were said first.</summary>
    public async Task<IReadOnlyList<string>> NoticesAsync(TestServer? at = null) => CodesOf(await ViewAsync(at));

    /// <summary>Waits until the session has a notice of a code.</summary>
    public Task NotedAsync(string code) => Server.UntilAsync(async () => (await NoticesAsync()).Contains(code));

    public static IReadOnlyList<string> CodesOf(JsonElement view) =>
        view.TryGetProperty("notices", out var notices)
            ? [.. notices.EnumerateArray().Select(n => n.GetProperty("code").GetString()!)]
            : [];

    /// <summary>Waits until so many seconds are recorded.</summary>
    public Task RecordedAsync(double seconds, TestServer? at = null) =>
        (at ?? Server).UntilAsync(async () => await DurationAsync(at) >= seconds - 1e-6);

    public Task UntilStateAsync(string state) => Server.UntilAsync(async () => await StateAsync() == state);

    public Task<TestPublisher> PublishAsync(string query = "", TestServer? at = null) =>
        TestPublisher.ConnectAsync(at ?? Server, Id, Key, query);

    /// <summary>Text of all finals, in order.</summary>
    public async Task<string> TextAsync(TestServer? at = null) =>
        string.Join(' ', (await (at ?? Server).CuesAsync(Id)).Select(c => c.Text));
}
