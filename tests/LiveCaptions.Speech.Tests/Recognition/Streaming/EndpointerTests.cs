using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

/// <summary>Frames are 32 ms: 31.25 in a second.</summary>
public sealed class EndpointerTests
{
    private const int FrameLength = ProbabilityTrack.FrameLength;

    private static readonly EndpointOptions Options = new()
    {
        SpeechThreshold = 0.5f,
        SilenceThreshold = 0.35f,
        Lead = 0.384,
        Pause = 0.224,
        LongestPause = 0.512,
        ShortestPause = 0.16,
        ShortUtterance = 3,
        LongUtterance = 8,
        MaxUtterance = 14,
    };

    [Fact]
    public void Utterance_begins_its_lead_before_the_first_speech()
    {
        var (utterance, _) = Assert.Single(ProbabilityTrack.Of((100, 0), (30, 0.9f), (60, 0)).Cut(Options));
        Assert.Equal((100 - 12) * FrameLength, utterance.Start);
        Assert.Equal(12, (int)(Options.Lead * AudioFormat.SampleRate) / FrameLength);
        Assert.Equal(30, utterance.SpeechFrames);
    }

    [Fact]
    public void Lead_does_not_reach_into_the_utterance_before()
    {
        var utterances = ProbabilityTrack.Of((30, 0.9f), (20, 0), (30, 0.9f), (60, 0)).Cut(Options);
        Assert.Equal(2, utterances.Count);
        Assert.Equal(utterances[0].Utterance.End, utterances[1].Utterance.Start);
    }

    [Fact]
    public void Half_sure_frames_keep_an_utterance_open_but_begin_none()
    {
        Assert.Empty(ProbabilityTrack.Of((100, 0.4f)).Cut(Options));
        Assert.Single(ProbabilityTrack.Of((10, 0.9f), (30, 0.4f), (10, 0.9f), (30, 0)).Cut(Options));
    }

    [Theory]
    [InlineData(30, 16)] // a second of speech: half a second
    [InlineData(94, 16)]
    [InlineData(164, 11)] // in between
    [InlineData(250, 5)] // 8 s and more: a breath
    [InlineData(400, 5)]
    public void Longer_utterance_ends_at_a_shorter_pause(int speech, int pause)
    {
        var (utterance, at) = ProbabilityTrack.Of((speech, 0.9f), (60, 0)).Cut(Options)[0];
        Assert.Equal(speech + pause - 1, at);
        Assert.Equal((speech + pause) * FrameLength, utterance.End);
        Assert.Equal(speech, utterance.SpeechEnd);
    }

    [Fact]
    public void Decisive_audio_ends_a_pause_after_the_last_speech()
    {
        var track = ProbabilityTrack.Of((30, 0.9f), (40, 0));
        var endpointer = new Endpointer(Options);
        var told = Enumerable.Range(0, 46).Select(i => endpointer.Accept(track.Frame(i))).ToList();
        Assert.Equal(Segmentation.Ended, told[^1]);
        Assert.Equal(37 * FrameLength, endpointer.DecisiveAudio(endpointer.Ended!).Length);
    }

    [Fact]
    public void Too_long_utterance_is_cut_at_the_quietest_place_of_its_second_half()
    {
        var utterances = ProbabilityTrack.Of((100, 0.9f), (5, 0.36f), (195, 0.9f), (5, 0.5f), (195, 0.9f), (60, 0)).Cut(Options);
        var (head, tail) = (utterances[0].Utterance, utterances[1].Utterance);
        Assert.Equal(2, utterances.Count);
        Assert.Equal(437, utterances[0].At); // 14 s
        Assert.Equal(302 * FrameLength, head.KeepTo);
        Assert.Equal(head.KeepTo, head.End);
        Assert.Equal(head.KeepTo, tail.KeepFrom);
    }

    [Fact]
    public void Both_sides_of_a_cut_hear_half_a_second_of_the_other()
    {
        var utterances = ProbabilityTrack.Of((300, 0.9f), (5, 0.5f), (195, 0.9f), (60, 0)).Cut(Options);
        var (head, tail) = (utterances[0].Utterance, utterances[1].Utterance);
        Assert.Equal(head.KeepTo + (16 * FrameLength), head.Start + head.Audio.Length);
        Assert.Equal(tail.KeepFrom - (16 * FrameLength), tail.Start);
    }

    [Fact]
    public void Closing_ends_the_open_utterance_and_only_that()
    {
        var track = ProbabilityTrack.Of((20, 0.9f));
        var endpointer = new Endpointer(Options);
        Assert.False(endpointer.Close());
        for (var i = 0; i < 20; i++)
        {
            endpointer.Accept(track.Frame(i));
        }

        Assert.True(endpointer.Close());
        Assert.Equal(20 * FrameLength, endpointer.Ended!.End);
        Assert.Null(endpointer.Open);
        Assert.False(endpointer.Close());
    }
}
