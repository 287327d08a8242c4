using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using LiveCaptions.Speech.Recognition.Cloud.Speechmatics;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>Connections that fail when more sound has come since the last final than is held for another.</summary>
public sealed class CloudLateFailureTests
{
    [Theory]
    [InlineData("deepgram")]
    [InlineData("assemblyai")]
    [InlineData("speechmatics")]
    public async Task Speech_that_is_not_held_any_more_fails_the_stream_and_another_hears_it_whole(string provider)
    {
        await using var cloud = Fake(provider);
        cloud.FailAfter = number => number == 0 ? 10 * AudioFormat.SampleRate : null;
        cloud.FailsLate = 130 * AudioFormat.SampleRate;
        var (track, words) = CloudTracks.Programme(seconds: 150);
        await using var recognizer = Engine(cloud);
        var (finals, faults) = await CloudRun.HearAllAsync(recognizer, track);
        Assert.Equal(words, CloudTracks.WordsOf(finals).Select(word => word.TrimEnd('.')));
        Assert.Equal((1, 2), (faults, cloud.Connections));
    }

    [Fact]
    public async Task Silence_that_is_not_held_any_more_is_no_loss_and_another_connection_follows()
    {
        // Of silence this provider says nothing: it is not final.
        await using var cloud = Fake("assemblyai");
        cloud.FailAfter = number => number == 0 ? 140 * AudioFormat.SampleRate : null;
        var track = Bursts.Track(Bursts.Say(1, 2, 3), Bursts.Silence(150), Bursts.Say(4, 5, 6), Bursts.Silence(1));
        await using var recognizer = Engine(cloud);
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(["w1", "w2", "w3", "w4", "w5", "w6"], CloudTracks.WordsOf(heard));
        Assert.Equal(2, cloud.Connections);
    }

    private static FakeCloud Fake(string provider) => provider switch
    {
        "deepgram" => new FakeDeepgram(),
        "assemblyai" => new FakeAssemblyAi(),
        _ => new FakeSpeechmatics(),
    };

    private static IRecognizer Engine(FakeCloud cloud)
    {
        IEngineFactory factory = cloud switch
        {
            FakeDeepgram => new DeepgramEngineFactory(cloud.Access(), new DeepgramSettings { Pace = 0 }),
            FakeAssemblyAi => new AssemblyAiEngineFactory(cloud.Access(), new AssemblyAiSettings { Pace = 0 }),
            _ => new SpeechmaticsEngineFactory(cloud.Access(), new SpeechmaticsSettings { Pace = 0 }),
        };
        var name = cloud switch { FakeDeepgram => "deepgram", FakeAssemblyAi => "assemblyai", _ => "speechmatics" };
        return factory.Load(new EngineOrder(name, "", TimeProvider.System)).Recognizer;
    }
}
