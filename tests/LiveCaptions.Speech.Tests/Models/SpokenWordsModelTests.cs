using CsCheck;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class SpokenWordsModelTests(TinyEngine engine)
{
    [Fact]
    public async Task What_was_said_is_written()
    {
        var finals = await engine.FinalsAsync(await MadeSpeech.Async());
        Assert.Equal(
            MadeSpeech.Sentences.Select(s => string.Join(' ', WordErrors.Normalise(s))), finals.Select(f => string.Join(' ', Words(f))));
    }

    [Fact]
    public async Task Words_are_where_they_were_said()
    {
        var samples = await MadeSpeech.Async();
        foreach (var final in await engine.FinalsAsync(samples))
        {
            // Made speech is truly silent between the sentences.
            var (start, end) = ((int)final.Words[0].Start, (int)final.Words[^1].End);
            Assert.InRange(Math.Abs(Edge(samples, start) - start), 0, AudioFormat.SampleRate / 4);
            Assert.True(end - start > AudioFormat.SampleRate);
            Assert.All(final.Words, w => Assert.InRange(w.End - w.Start, 1, AudioFormat.SampleRate));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finals_are_the_same_in_whatever_pieces_the_audio_comes(bool interims)
    {
        var samples = await MadeSpeech.Async();
        var expected = (await engine.FinalsAsync(samples, interims: interims)).Select(Describe).ToList();
        await Gen.Int[1, 5000].Array[1, 6].SampleAsync(
            async pieces => Assert.Equal(expected, (await engine.FinalsAsync(samples, pieces, interims: interims)).Select(Describe)),
            iter: 4,
            threads: 1);
    }

    [Fact]
    public async Task Going_on_behind_a_final_gives_the_words_of_the_remaining_ones()
    {
        var samples = await MadeSpeech.Async();
        var finals = await engine.FinalsAsync(samples);
        for (var done = 1; done <= finals.Count; done++)
        {
            var start = finals[done - 1].AudioEnd;
            var rest = await engine.FinalsAsync(samples.AsMemory((int)start), start: start);
            Assert.Equal(finals.Skip(done).SelectMany(Words), rest.SelectMany(Words));
            Assert.All(rest.SelectMany(f => f.Words), w => Assert.True(w.Start >= start));
        }
    }

    private static string[] Words(Transcript final) => WordErrors.Normalise(string.Join(' ', final.Words.Select(w => w.Text)));

    private static string Describe(Transcript final) =>
        $"{final.Utterance} up to {final.AudioEnd}: "
        + $"{string.Join(' ', final.Words.Select(w => $"{w.Text} [{w.Start}-{w.End} {w.Confidence:R}]"))}";

    /// <summary>Position nearest to <paramref name="near"/> where sound begins after at least half a second of silence.</summary>
    private static int Edge(float[] samples, int near)
    {
        var best = int.MinValue / 2;
        var silent = AudioFormat.SampleRate;
        for (var i = 0; i < samples.Length; i++)
        {
            var sound = MathF.Abs(samples[i]) > 0.01f;
            if (sound && silent > AudioFormat.SampleRate / 2 && Math.Abs(i - near) < Math.Abs(best - near))
            {
                best = i;
            }

            silent = sound ? 0 : silent + 1;
        }

        return best;
    }
}
