using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.EndToEnd.Host;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Inference;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>A server in this process, with the web client's build and a data folder of its own.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TempFolder _data;

    private TestServer(WebApplication app, TempFolder data, string address) => (_app, _data, Api) = (app, data, new CaptionApi(address));

    public CaptionApi Api { get; }

    public string Address => Api.Address;

    /// <summary>Sends a cue to who watches, as a session does.</summary>
    public void Post(Cue cue) => _app.Services.GetRequiredService<CueBroadcaster>().Post(LiveMessage.Of(cue));

    /// <summary>Puts finals into a session as if they had been said before.</summary>
    /// <param name="speakers">Who says them, where the session is to know them.</param>
    public Task StoreAsync(string sessionId, IReadOnlyList<Cue> finals, params IReadOnlyList<KnownSpeaker> speakers) =>
        _app.Services.GetRequiredService<FinalStore>().AddAsync(new FinalBatch(sessionId, Track: 0)
        {
            SeqReserved = finals[^1].Seq,
            Finals = finals,
            Speakers = speakers,
        });

    /// <summary>Gives a session a transcript for publishing, as if its second pass were done.</summary>
    public async Task StorePublishingAsync(string sessionId, IReadOnlyList<Cue> cues)
    {
        await _app.Services.GetRequiredService<FinalStore>().ReplacePublishingAsync(sessionId, cues, []);
        await _app.Services.GetRequiredService<SessionStore>()
            .ChangeAsync(sessionId, session => session.Publishing = PublishingState.Done);
    }

    /// <summary>Has a session translated, though no translator is there: by whom a test stores what it is to be.</summary>
    public Task TranslateIntoAsync(string sessionId, params IReadOnlyList<string> targets) =>
        _app.Services.GetRequiredService<SessionStore>().ChangeAsync(
            sessionId, session => session.Settings = (SessionSettings.FromJson(session.Settings) with { Targets = targets }).ToJson());

    /// <summary>Ends a session as if somebody had sent it this sound, 16 kHz, before.</summary>
    public async Task StoreRecordingAsync(string sessionId, short[] samples)
    {
        var recordings = _app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.RecordingsDirectory;
        var path = Path.Combine(sessionId, "track0.wav");
        var track = new TrackRow { SessionId = sessionId, Number = 0, RecordingPath = path, Closed = true };
        Directory.CreateDirectory(Path.Combine(recordings, sessionId));
        WavFile.Write(Path.Combine(recordings, track.RecordingPath), samples);
        var sessions = _app.Services.GetRequiredService<SessionStore>();
        await sessions.AddTrackAsync(track, speaker: null, seqReserved: 0);
        await sessions.ChangeAsync(sessionId, session =>
        {
            (session.State, session.Samples) = (SessionState.Finished, samples.Length);
            session.EndedAt = TimeProvider.System.GetUtcNow();
        });
    }

    /// <returns>A token that watches one session.</returns>
    public async Task<string> MakeTokenAsync(string sessionId) =>
        (await _app.Services.GetRequiredService<TokenIssuer>()
            .CreateAsync(sessionId, KeyScope.View, TimeProvider.System.GetUtcNow().AddHours(1))).Token;

    /// <summary>Makes a key, from which on this machine's own pages need one, too.</summary>
    public async Task<string> MakeKeyAsync() =>
        await _app.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Admin, expiresAt: null);

    /// <param name="loadEngine">Another engine than <see cref="ToneRecognizer"/>.</param>
    /// <param name="settings">What is to be otherwise than by default.</param>
    public static async Task<TestServer> StartAsync(
        Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>>? loadEngine = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var page = Path.Combine(HomeFolder.Find(), "web-client", "dist", "index.html");
        Assert.True(File.Exists(page), "The web page is not built: run 'npm ci && npm run build' in web-client, or './livecaptions test'.");
        var data = new TempFolder();
        var app = ToneServer.Build(data.Path, loadEngine, settings);
        try
        {
            return new TestServer(app, data, await ToneServer.StartAsync(app));
        }
        catch
        {
            await app.DisposeAsync();
            data.Dispose();
            throw;
        }
    }

    /// <summary>With the real models; without them the test is skipped.</summary>
    public static async Task<TestServer> StartWithSpeechAsync()
    {
        try
        {
            return await StartAsync(SpeechEngine.LoadAsync);
        }
        catch (ModelMissingException missing)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
    }
}
