using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Asking;

/// <summary>
/// A server whose chat endpoint is <see cref="ChatHost"/>, and a session in which something was said, for the facts of a class.
/// </summary>
public sealed class AskingServer : IAsyncLifetime
{
    internal ChatHost Chat { get; private set; } = null!;

    internal TestServer Server { get; private set; } = null!;

    /// <summary>Two finals, <c>w1 w2</c> and <c>w3</c>.</summary>
    internal TestSession Session { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Chat = await ChatHost.StartAsync();
        Server = await TestServer.StartAsync(
            settings: [("Chat:Url", Chat.Url), ("Chat:Model", "some-model"), ("Chat:Key", "secret")]);
        Session = await Server.PublishedAsync(new { language = "en" }, FakeSpeech.Say(1, 2), FakeSpeech.Say(3));
        await Session.UntilStateAsync("finished");
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Chat.DisposeAsync();
    }

    /// <summary>The session's finals by their time: correcting one gives it a later place among what changed.</summary>
    internal async Task<List<Cue>> CuesAsync() => [.. (await Session.CuesAsync()).OrderBy(cue => cue.Start)];

    internal async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(object request, TestSession? session = null)
    {
        using var response = await Server.Http.PostAsJsonAsync($"/api/sessions/{(session ?? Session).Id}/ask", request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
