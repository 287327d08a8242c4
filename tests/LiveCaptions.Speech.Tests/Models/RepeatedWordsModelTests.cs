using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>What is said many times over, said by a voice that is made on the spot and cut in pieces.</summary>
public sealed class RepeatedWordsModelTests(TinyEngine engine)
{
    [Theory]
    [InlineData("No, no, no, no, no, no, I will not go home today.")]
    [InlineData("She was very, very, very, very, very happy to see the old house again.")]
    [InlineData("No no no no no no, I will not go home today.")]
    public async Task All_of_it_is_written(string said)
    {
        float[] samples = [.. Audio.Silence(0.8), .. await Flite.SayAsync(said), .. Audio.Silence(1)];
        Assert.Equal(WordErrors.Normalise(said), (await engine.FinalsAsync(samples)).SelectMany(Words));
    }

    [Fact]
    public async Task Phrase_said_many_times_in_a_row_is_written_each_time()
    {
        var once = await Flite.SayAsync("Come with me");
        float[] samples = [.. Audio.Silence(0.8), .. Enumerable.Repeat(once, 4).SelectMany(s => s), .. Audio.Silence(1)];
        Assert.Equal(
            Enumerable.Repeat(WordErrors.Normalise("Come with me"), 4).SelectMany(w => w),
            (await engine.FinalsAsync(samples)).SelectMany(Words));
    }

    private static string[] Words(Transcript final) => WordErrors.Normalise(string.Join(' ', final.Words.Select(w => w.Text)));
}
