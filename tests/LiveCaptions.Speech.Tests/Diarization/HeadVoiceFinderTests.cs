using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;
using static LiveCaptions.Speech.Tests.Diarization.Voices;

namespace LiveCaptions.Speech.Tests.Diarization;

public sealed class HeadVoiceFinderTests
{
    private const int Second = AudioFormat.SampleRate;

    private static readonly string[] Taps = ["layer"];

    /// <summary>Lengths of what was encoded, in samples.</summary>
    private readonly List<int> _encoded = [];

    [Fact]
    public void What_is_said_between_breaths_is_encoded_by_itself()
    {
        var pieces = Finder().Find(Utterance((Low, 2.5), (0, 0.8), (High, 2.5)));
        Assert.Equal(2, _encoded.Count);
        Assert.All(_encoded, length => Assert.InRange(length, 2.5 * Second, 3.3 * Second));
        Assert.DoesNotContain(pieces, piece => piece.Start < 2.5 * Second && piece.End > 3.3 * Second);
    }

    [Fact]
    public void What_was_said_before_the_utterances_own_part_is_not_encoded_again()
    {
        var heard = Utterance((Low, 2.5), (0, 0.8), (High, 2.5)) with { KeepFrom = 3 * Second };
        var pieces = Finder().Find(heard);
        Assert.Single(_encoded);
        Assert.All(pieces, piece => Assert.True(piece.Start >= 3 * Second));
    }

    [Fact]
    public void Speech_that_two_utterances_share_is_each_ones_own_part()
    {
        var heard = Utterance((Low, 4));
        var before = Finder().Find(heard with { KeepTo = 2 * Second });
        var behind = Finder().Find(heard with { KeepFrom = 2 * Second });
        Assert.Equal(2 * Second, before[^1].End);
        Assert.Equal(2 * Second, behind[0].Start);
        var whole = Finder().Find(heard);
        Assert.Equal(whole.Sum(piece => piece.Weight), before.Concat(behind).Sum(piece => piece.Weight), 1e-4);
    }

    [Fact]
    public void A_glance_takes_what_recognition_encoded()
    {
        var heard = Utterance((Low, 2)) with { Features = Encode(Utterance((Low, 2)).Audio) };
        _encoded.Clear();
        Assert.NotEmpty(((IVoiceFinder)Finder()).Glance(heard));
        Assert.Empty(_encoded);
    }

    private HeadVoiceFinder Finder() => new(
        new SpeakerHead("engine", Taps, new float[2 + (2 * Cepstrum.Coefficients)], new float[1], new VoiceModel("engine/1", [1])), Encode);

    /// <summary>One tap of one channel.</summary>
    private EncoderFeatures Encode(ReadOnlyMemory<float> audio)
    {
        _encoded.Add(audio.Length);
        var blocks = audio.Length / EncoderFeatures.BlockLength;
        return new EncoderFeatures(0, Taps, 1, blocks, new float[blocks], new float[blocks]);
    }
}
