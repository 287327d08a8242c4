using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>Where connections are ended.</summary>
public sealed class CloudRotationTests
{
    [Fact]
    public async Task Connection_that_ends_in_mid_speech_settles_no_half_word_though_the_newest_sound_is_silence()
    {
        // The first one breaks when the track has long been silent, so that all goes out once more, over short ones.
        await using var cloud = new FakeDeepgram
        {
            FailAfter = number => number == 0 ? 9 * AudioFormat.SampleRate : null,
            FailsLate = 75 * AudioFormat.SampleRate,
        };
        var said = Enumerable.Range(0, 110).Select(i => (i % 98) + 1).ToList();
        var track = Bursts.Track(Bursts.Silence(0.7), Bursts.Say(said), Bursts.Silence(65));
        var access = cloud.Access();
        await using var scheduler = new InferenceScheduler(1, TimeProvider.System);
        var protocol = new ShortBehindTheFirst(new DeepgramProtocol("nova-3", access, new DeepgramSettings { Pace = 0 }));
        var recognizer = new CloudRecognizer("deepgram", ["en"], protocol, access, scheduler);
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(said.Select(word => $"w{word}"), CloudTracks.WordsOf(heard));
        Assert.InRange(cloud.Connections, 5, 60);
    }

    /// <summary>A provider whose connections live for seven seconds, all but the first.</summary>
    private sealed class ShortBehindTheFirst(ICloudProtocol inner) : ICloudProtocol
    {
        private int _begun;

        public string Provider => inner.Provider;

        public string Setting => inner.Setting;

        public CloudLimits Limits => _begun > 1 ? inner.Limits with { Session = TimeSpan.FromSeconds(7) } : inner.Limits;

        public ICloudDialogue Begin(CloudRequest request)
        {
            _begun++;
            return inner.Begin(request);
        }
    }
}
