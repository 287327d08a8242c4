using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class AlignerModelTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_are_placed_where_they_were_said_and_a_text_that_nobody_said_nowhere()
    {
        await using var scheduler = new InferenceScheduler(1, TimeProvider.System);
        using var aligner = MoonshineEngineFactory.AlignerAlone(Repository.Models, ExecutionProvider.Choose("cpu"), scheduler);
        var heard = Heard(await MadeSpeech.Async());
        string[] texts = [.. MadeSpeech.Sentences.SelectMany(sentence => sentence.Split(' '))];

        var words = await aligner!.AlignAsync(heard, Guessed(texts, heard), Stop);

        Assert.NotNull(words);
        Assert.Equal(texts, words.Select(word => word.Text));
        Assert.Equal(words.Select(word => word.Start).Order(), words.Select(word => word.Start));
        foreach (var (sentence, start) in MadeSpeech.Sentences.Zip(Onsets(heard)))
        {
            var first = words.First(word => word.Text == sentence.Split(' ')[0]);
            Assert.InRange(AudioFormat.ToSeconds(first.Start - start), -0.2, 0.2);
        }

        string[] other = [.. Enumerable.Repeat("parliament quarterly zebra 1999".Split(' '), 4).SelectMany(text => text)];
        Assert.Null(await aligner.AlignAsync(heard, Guessed(other, heard), Stop));
    }

    private static IReadOnlyList<Word> Guessed(string[] texts, HeardUtterance heard) =>
        [.. texts.Select((text, at) => new Word(
            text,
            heard.Start + (heard.Audio.Length * at / texts.Length),
            heard.Start + (heard.Audio.Length * (at + 1) / texts.Length),
            1))];

    /// <summary>Where speech begins behind half a second of silence.</summary>
    private static IEnumerable<long> Onsets(HeardUtterance heard)
    {
        var silent = 16;
        for (var frame = 0; frame < heard.Speech.Count; frame++)
        {
            if (heard.Speech[frame] > 0 && silent >= 16)
            {
                yield return heard.Start + ((long)frame * IVoiceActivityDetector.FrameLength);
            }

            silent = heard.Speech[frame] > 0 ? 0 : silent + 1;
        }
    }

    /// <summary>Not from a track's beginning on.</summary>
    private static HeardUtterance Heard(float[] samples)
    {
        float[] speech = [.. samples.Chunk(IVoiceActivityDetector.FrameLength).Select(frame => frame.Max(MathF.Abs) > 0.01f ? 1f : 0f)];
        return new HeardUtterance(160_000, 160_000, long.MaxValue, samples, speech, EncoderFeatures.None);
    }
}
