using CsCheck;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech.V2;
using LiveCaptions.Speech.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class GoogleSpeechTests : IAsyncDisposable
{
    private readonly FakeGoogleSpeech _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Model_language_and_key_terms_are_asked_for_as_the_provider_wants_them()
    {
        await using var recognizer = Engine("google", new GoogleSpeechSettings { Location = "europe-west4" });
        var options = new RecognizerStreamOptions { Language = "de", Keyterms = () => ["Ulaanbaatar", "a & b", new string('x', 101)] };
        var (heard, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), options);
        Assert.Null(fault);
        Assert.All(heard, transcript => Assert.Equal("de", transcript.Language));
        Assert.Equal("recognizer=projects%2Fa-project%2Flocations%2Feurope-west4%2Frecognizers%2F_", Assert.Single(_cloud.Routed));
        var opening = Assert.Single(_cloud.Openings);
        Assert.Equal("projects/a-project/locations/europe-west4/recognizers/_", opening.Recognizer);
        var config = opening.StreamingConfig.Config;
        Assert.Equal(("chirp_2", "de-DE"), (config.Model, Assert.Single(config.LanguageCodes)));
        Assert.Equal(["Ulaanbaatar", "a & b"], config.Adaptation.PhraseSets[0].InlinePhraseSet.Phrases.Select(phrase => phrase.Value));
    }

    [Fact]
    public async Task First_message_has_the_numbers_of_the_published_description()
    {
        await using var recognizer = Engine("google", new GoogleSpeechSettings());
        var options = new RecognizerStreamOptions { Keyterms = () => ["ab"] };
        await CloudRun.HearAsync(recognizer, CloudTracks.Short(), options);
        var recognizers = "projects/a-project/locations/us-central1/recognizers/_"u8.ToArray();
        byte[] phrase = [0x0a, 2, (byte)'a', (byte)'b', 0x15, 0, 0, 0x20, 0x41];
        byte[] adaptation = [0x0a, 13, 0x12, 11, 0x1a, 9, .. phrase];
        byte[] config =
        [
            0x12, 6, 0x10, 1, 0x18, 1, 0x20, 1, // features: word times, word confidence, punctuation
            0x32, 15, .. adaptation,
            0x42, 7, 0x08, 1, 0x10, 0x80, 0x7d, 0x18, 1, // LINEAR16, 16000, one channel
            0x4a, 7, .. "chirp_2"u8,
            0x52, 5, .. "en-US"u8,
        ];
        byte[] streaming = [0x0a, (byte)config.Length, .. config, 0x12, 2, 0x10, 1];
        Assert.Equal(
            [0x1a, (byte)recognizers.Length, .. recognizers, 0x32, (byte)streaming.Length, .. streaming], Assert.Single(_cloud.Opened));
    }

    [Theory]
    [InlineData(null, "en-US")]
    [InlineData("en-GB", "en-GB")]
    [InlineData("zh", "cmn-Hans-CN")]
    [InlineData("zh-Hant-TW", "cmn-Hant-TW")]
    [InlineData("es-MX", "es-MX")]
    [InlineData("PT", "pt-BR")]
    public async Task Language_is_asked_for_with_the_region_that_the_provider_wants(string? language, string asked)
    {
        await using var recognizer = Engine("google", new GoogleSpeechSettings());
        var track = Bursts.Track(Bursts.Say(1), Bursts.Silence(0.5));
        await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions { Language = language });
        Assert.Equal(asked, Assert.Single(Assert.Single(_cloud.Openings).StreamingConfig.Config.LanguageCodes));
    }

    [Fact]
    public async Task Languages_of_the_settings_are_asked_for_where_none_is_named_and_the_one_that_is_found_is_told()
    {
        await using var recognizer = Engine("google", new GoogleSpeechSettings { Languages = ["cmn-Hans-CN", "en-US"] });
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(["cmn-Hans-CN", "en-US"], Assert.Single(_cloud.Openings).StreamingConfig.Config.LanguageCodes);
        Assert.All(heard.Where(t => t.Words.Count > 0), transcript => Assert.Equal("zh-Hans-CN", transcript.Language));
    }

    [Fact]
    public async Task Sound_that_waits_goes_out_no_faster_than_the_provider_takes_it()
    {
        var time = new FakeTimeProvider();
        await using var cloud = new FakeGoogleSpeech(time) { WatchesPace = true };
        var settings = new GoogleSpeechSettings { Project = FakeGoogleSpeech.Project };
        await using var recognizer = Engine(cloud, "google", settings);
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        var feeding = CloudRun.FeedAsync(stream, Bursts.Track(Bursts.Say(1, 2, 3), Bursts.Silence(30)));
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.Zero, () => Interlocked.Read(ref cloud.Heard) > 0);
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.FromSeconds(0.05), () => feeding.IsCompleted);
        await feeding;
    }

    [Fact]
    public async Task Sound_that_comes_too_fast_fails_the_stream()
    {
        await using var cloud = new FakeGoogleSpeech(new FakeTimeProvider()) { WatchesPace = true };
        await using var recognizer = Engine(cloud, "google", new GoogleSpeechSettings { Project = FakeGoogleSpeech.Project, Pace = 0 });
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Programme(60).Track, new RecognizerStreamOptions());
        Assert.Equal("Google failed (OUT_OF_RANGE).", Assert.IsType<EngineFaultException>(fault).Message);
    }

    [Fact]
    public void Bytes_that_are_none_of_the_providers_messages_are_told_so_and_others_are_read_whatever_is_in_them()
    {
        var response = new StreamingRecognizeResponse
        {
            SpeechEventType = StreamingRecognizeResponse.Types.SpeechEventType.EndOfSingleUtterance,
            Results =
            {
                new StreamingRecognitionResult
                {
                    Alternatives =
                    {
                        new SpeechRecognitionAlternative
                        {
                            Transcript = "a b", Words = { new WordInfo { Word = "a", EndOffset = new Duration { Seconds = 1 } } },
                        },
                    },
                    IsFinal = true,
                    ResultEndOffset = new Duration { Seconds = long.MaxValue, Nanos = -1 },
                    LanguageCode = "cmn",
                },
            },
        }.ToByteArray();
        Gen.Select(Gen.Int[0, response.Length - 1], Gen.Byte).Array[0, 4].Sample(changes =>
        {
            var message = response.ToArray();
            foreach (var (place, value) in changes)
            {
                message[place] = value;
            }

            var dialogue = new GoogleSpeechDialogue(
                "chirp_2", new GoogleSpeechSettings(), new CloudRequest(null, [], Interims: true), _ => throw new NotSupportedException());
            dialogue.Wrap(new byte[3_200]);
            try
            {
                Assert.All(dialogue.Read(message).Results, result => Assert.InRange(result.End, double.MinValue, 0.1));
            }
            catch (InvalidDataException)
            {
                // It was told.
            }
        });
    }

    [Fact]
    public async Task Final_that_comes_twice_counts_once()
    {
        _cloud.SaysTwice = true;
        var (track, words) = CloudTracks.Programme(seconds: 40);
        await using var recognizer = _cloud.Engine("google", TimeSpan.FromSeconds(15));
        Assert.Equal(words, CloudTracks.WordsOf((await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions())).Heard));
    }

    [Fact]
    public async Task Stream_that_is_aborted_because_it_is_too_long_is_followed_by_another_and_no_word_is_lost_or_doubled()
    {
        var (track, words) = CloudTracks.Programme(seconds: 360);
        await using var recognizer = _cloud.Engine("google", TimeSpan.FromMinutes(20));
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.Equal(2, _cloud.Connections);
    }

    [Theory]
    [InlineData(400, EngineFaultKind.Refused)]
    [InlineData(403, EngineFaultKind.Auth)]
    [InlineData(404, EngineFaultKind.Refused)]
    [InlineData(409, EngineFaultKind.Transient)]
    [InlineData(416, EngineFaultKind.Transient)]
    [InlineData(500, EngineFaultKind.Transient)]
    public async Task Status_says_whether_trying_again_helps_and_nothing_that_the_far_end_said(int status, EngineFaultKind kind)
    {
        _cloud.Refuse = _ => status;
        await using var recognizer = _cloud.Engine("google");
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(kind, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.Contains(FakeGoogleSpeech.NameOf(status), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeCloud.Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_that_nobody_answers_at_is_told_in_a_line()
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var access = new CloudAccess(new Uri("http://127.0.0.1:1"), FakeCloud.Key, http, TimeProvider.System);
        await using var recognizer = new GoogleSpeechEngineFactory(access, new GoogleSpeechSettings { Project = FakeGoogleSpeech.Project })
            .Load(new EngineOrder("google", "", TimeProvider.System)).Recognizer;
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal("Google failed (UNAVAILABLE).", Assert.IsType<EngineFaultException>(fault).Message);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task Where_it_is_wanted_a_pause_ends_the_stream_and_words_are_final_at_once(bool ends, int streams)
    {
        _cloud.EndsAtSilence = false;
        await using var recognizer = Engine("google", new GoogleSpeechSettings { EndsAtPauses = ends });
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await CloudRun.FeedAsync(stream, Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(1), Bursts.Say(3, 4), Bursts.Silence(1)));
        Assert.Equal(streams, _cloud.Connections);
        await stream.FinishAsync(CancellationToken.None);
        var heard = await stream.Transcripts.ReadAllAsync().ToListAsync();
        Assert.Equal(["w1", "w2", "w3", "w4"], CloudTracks.WordsOf(heard));
        Assert.Equal(ends ? 2 : 1, heard.Count(t => t.IsFinal && t.Words.Count > 0));
    }

    [Fact]
    public async Task Model_that_tells_no_times_is_not_asked_for_them_and_loses_and_doubles_no_word_where_streams_end_in_pauses()
    {
        await using var recognizer = Engine("google:chirp_3", new GoogleSpeechSettings { Session = TimeSpan.FromSeconds(30) });
        var said = Enumerable.Range(1, 90).Chunk(6).ToList();
        var words = said.SelectMany(sentence => sentence).Select(word => $"w{word}");
        var track = Bursts.Track([.. said.SelectMany(sentence => (float[][])[Bursts.Say(sentence), Bursts.Silence(0.9)])]);
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.Equal(2, _cloud.Connections);
        Assert.All(_cloud.Openings, opening => Assert.False(opening.StreamingConfig.Config.Features.EnableWordTimeOffsets));
    }

    private IRecognizer Engine(string engine, GoogleSpeechSettings settings) =>
        Engine(_cloud, engine, settings with { Project = FakeGoogleSpeech.Project, Pace = 0 });

    private static IRecognizer Engine(FakeGoogleSpeech cloud, string engine, GoogleSpeechSettings settings) =>
        new GoogleSpeechEngineFactory(cloud.Access(), settings).Load(new EngineOrder(engine, "", cloud.Time)).Recognizer;
}
