using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Translation;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Translation;

/// <summary>A server that translates by <see cref="FakeTranslator"/>, for the facts of a class.</summary>
public sealed class TranslatingServer : IAsyncLifetime
{
    internal FakeTranslator Translator { get; } = new();

    internal TestServer Server { get; private set; } = null!;

    /// <summary>What it stores in.</summary>
    internal FaultyStorage? Storage { get; init; }

    internal FakeVoices? Voices { get; init; }

    public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync(
        recognizer: new FakeRecognizer { Voices = Voices },
        configure: builder =>
        {
            builder.Services.AddSingleton<ITranslator>(Translator);
            Storage?.AddTo(builder.Services);
        },
        settings: [("Translation:RequestSeconds", "120"), ("Translation:MaxLagSeconds", "120")]);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    internal Task<TestSession> CreateAsync(params string[] targets) => Server.CreateSessionAsync(new { language = "en", targets });

    /// <summary>Finals that the API lists.</summary>
    internal async Task<List<Cue>> CuesAsync(TestSession session, string query) =>
        (await Server.Http.GetFromJsonAsync<List<Cue>>($"/api/sessions/{session.Id}/cues?{query}", CaptionJson.Options))!;

    /// <summary>Waits until a language has so many.</summary>
    internal Task TranslatedAsync(TestSession session, string language, int count) =>
        Server.UntilAsync(async () => (await CuesAsync(session, $"language={language}")).Count == count);

    /// <summary>A session that is over, in which this was said, translated.</summary>
    internal async Task<TestSession> SaidAsync(string language, params int[][] said)
    {
        var session = await CreateAsync(language);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. said.SelectMany(words => FakeSpeech.Say(words))]);
        await publisher.CloseAsync();
        await TranslatedAsync(session, language, said.Length);
        return session;
    }

    internal async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var response = await Server.Http.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    internal async Task<JsonElement> RefusedAsync(object request)
    {
        using var response = await Server.Http.PostAsJsonAsync("/api/sessions", request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
