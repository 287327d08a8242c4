using System.Text.Json;
using LiveCaptions.Server.Captions;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A session that a test made.</summary>
public sealed record TestSession(TestServer Server, string Id, string Key, JsonElement Created)
{
    public Task<List<Cue>> CuesAsync() => Server.CuesAsync(Id);

    public async Task<string> StateAsync(TestServer? at = null) => (await (at ?? Server).GetAsync($"/api/sessions/{Id}")).GetProperty("state").GetString()!;

    public Task<TestPublisher> PublishAsync(string query = "", TestServer? at = null) => TestPublisher.ConnectAsync(at ?? Server, Id, Key, query);

    /// <summary>Text of all finals, in order.</summary>
    public async Task<string> TextAsync(TestServer? at = null) => string.Join(' ', (await (at ?? Server).CuesAsync(Id)).Select(c => c.Text));
}
