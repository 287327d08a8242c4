using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>What is the same with all providers that are streamed to, of those that have no tests of their own for it.</summary>
public sealed class CloudProvidersTests
{
    public static TheoryData<string> Engines => new("deepgram-flux", "openai-realtime", "voxtral", "gemini", "google");

    [Theory]
    [InlineData("deepgram-flux", 90)]
    [InlineData("openai-realtime", 420)]
    [InlineData("voxtral", 420)]
    [InlineData("gemini", 420)]
    [InlineData("google", 270)]
    public async Task Hour_over_many_connections_loses_doubles_and_mixes_up_no_word(string engine, int seconds)
    {
        var (track, words) = CloudTracks.Hour;
        await using var cloud = CloudProviders.Fake(engine);
        if (cloud is FakeFlux flux)
        {
            flux.Step = 4 * AudioFormat.SampleRate;
        }

        cloud.Off = number => 0.02 * ((number % 3) - 1);
        await using var recognizer = cloud.Engine(engine, TimeSpan.FromSeconds(seconds));
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions(), CloudTracks.HourTimes);
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.InRange(cloud.Connections, 3_600 / seconds, 5_400 / seconds);
        var finals = heard.Where(t => t.IsFinal).ToList();
        Assert.Equal(finals.Select(t => t.AudioEnd).Order(), finals.Select(t => t.AudioEnd));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Connections_that_fail_are_followed_by_others_and_no_word_is_lost_or_doubled(string engine)
    {
        var (track, words) = CloudTracks.Programme(seconds: CloudTracks.Held);
        await using var cloud = CloudProviders.Fake(engine);
        cloud.FailAfter = number => number < 3 ? (28 + number) * AudioFormat.SampleRate : null;
        await using var recognizer = cloud.Engine(engine);
        var (finals, _) = await CloudRun.HearAllAsync(recognizer, track);
        Assert.Equal(words, CloudTracks.WordsOf(finals));
        Assert.InRange(cloud.Connections, 4, 8);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Connections_that_are_cut_off_fail_the_stream_and_another_goes_on_behind_the_last_final(string engine)
    {
        var (track, words) = CloudTracks.Programme(seconds: 60);
        await using var cloud = CloudProviders.Fake(engine);
        cloud.CutAfter = number => number switch { 0 => 30 * AudioFormat.SampleRate, < 4 => 1, _ => null };
        await using var recognizer = cloud.Engine(engine);
        var (finals, faults) = await CloudRun.HearAllAsync(recognizer, track);
        Assert.Equal(words, CloudTracks.WordsOf(finals));
        Assert.InRange(faults, 3, 4);
    }

    [Theory]
    [InlineData(401, EngineFaultKind.Auth)]
    [InlineData(429, EngineFaultKind.Limit)]
    [InlineData(503, EngineFaultKind.Transient)]
    public async Task Refused_handshake_says_whether_trying_again_helps_and_nothing_that_the_far_end_said(int status, EngineFaultKind kind)
    {
        foreach (var engine in Engines.Select(row => row.Data))
        {
            await using var cloud = CloudProviders.Fake(engine);
            cloud.Refuse = _ => status;
            await using var recognizer = cloud.Engine(engine);
            var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
            Assert.Equal(kind, Assert.IsType<EngineFaultException>(fault).Kind);
            Assert.Contains(engine == "google" ? FakeGoogleSpeech.NameOf(status) : $"({status})", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(FakeCloud.Key, fault.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("deepgram-flux", "Deepgram__")]
    [InlineData("openai-realtime", "OpenAiRealtime__")]
    [InlineData("voxtral", "Mistral__")]
    [InlineData("gemini", "Gemini__")]
    [InlineData("google", "Google__")]
    public async Task Wrong_key_is_told_with_the_setting_that_has_it(string engine, string setting)
    {
        await using var cloud = CloudProviders.Fake(engine);
        await using var recognizer = cloud.Engine(engine, key: "another");
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Contains($"LIVECAPTIONS_Engines__{setting}ApiKey", fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("[1, 2]")]
    public async Task Nonsense_fails_the_stream_in_a_line(string nonsense)
    {
        foreach (var engine in Engines.Select(row => row.Data))
        {
            await using var cloud = CloudProviders.Fake(engine);
            cloud.Garbage = nonsense;
            await using var recognizer = cloud.Engine(engine);
            var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
            Assert.Equal(EngineFaultKind.Transient, Assert.IsType<EngineFaultException>(fault).Kind);
        }
    }

    [Theory]
    [InlineData("deepgram-flux", """{"type":"TurnInfo","event":"EndOfTurn","words":[null,{"word":null}],"languages":[null]}""")]
    [InlineData("deepgram-flux", """{"type":"ConfigureFailure"}""")]
    [InlineData("openai-realtime", """{"type":"conversation.item.input_audio_transcription.delta"}""")]
    [InlineData("openai-realtime", """{"type":"conversation.item.created","item":7}""")]
    [InlineData("voxtral", """{"type":"transcription.segment","text":"w99","start":0,"end":1}""")]
    [InlineData("voxtral", """{"type":"transcription.text.delta","text":null}""")]
    [InlineData("gemini", """{"serverContent":{"inputTranscription":{"text":null},"generationComplete":true}}""")]
    [InlineData("gemini", """{"serverContent":7,"voiceActivity":[],"usageMetadata":{}}""")]
    public async Task What_says_nothing_is_passed_over(string engine, string message)
    {
        await using var cloud = CloudProviders.Fake(engine);
        cloud.Garbage = message;
        await using var recognizer = cloud.Engine(engine);
        var (heard, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(Enumerable.Range(1, 37).Select(n => $"w{n}"), CloudTracks.WordsOf(heard));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Speaker_who_stops_has_the_last_words_final_and_interims_before(string engine)
    {
        await using var cloud = CloudProviders.Fake(engine);
        await using var recognizer = cloud.Engine(engine);
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await CloudRun.FeedAsync(stream, Bursts.Track(Bursts.Silence(0.7), Bursts.Say(1, 2, 3, 4), Bursts.Silence(1)));
        var heard = new List<Transcript>();
        while (heard.LastOrDefault() is not { IsFinal: true, Words.Count: > 0 })
        {
            heard.Add(await stream.Transcripts.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        }

        Assert.Equal(["w1", "w2", "w3", "w4"], CloudTracks.WordsOf(heard));
        Assert.Contains(heard, t => !t.IsFinal);

        // Times are those of the words, or near them where they are spread over the speech.
        Assert.All(heard[^1].Words.Select((word, i) => (word, i)), one => Assert.InRange(
            AudioFormat.ToSeconds(one.word.Start), 0.7 + (one.i * 0.364) - 0.15, 0.7 + (one.i * 0.364) + 0.15));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Connection_is_left_when_no_sound_comes_and_opened_again_by_what_comes(string engine)
    {
        var time = new FakeTimeProvider();
        await using var cloud = CloudProviders.Fake(engine, time);
        await using var recognizer = cloud.Engine(engine, TimeSpan.FromHours(1));
        var track = CloudTracks.Short();
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await CloudRun.FeedAsync(stream, track, end: 150);
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.FromSeconds(2), () => cloud.Ended > 0);
        await CloudRun.FeedAsync(stream, track, first: 150);
        await stream.FinishAsync(CancellationToken.None);
        Assert.Equal(2, cloud.Connections);
        Assert.Equal(
            Enumerable.Range(1, 37).Select(n => $"w{n}"), CloudTracks.WordsOf(await stream.Transcripts.ReadAllAsync().ToListAsync()));
    }
}
