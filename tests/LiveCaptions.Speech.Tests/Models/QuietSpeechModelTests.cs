using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class QuietSpeechModelTests(TinyEngine engine)
{
    [Theory]
    [InlineData(-30)]
    [InlineData(-45)]
    [InlineData(-50)]
    public async Task Very_quiet_speech_is_written(double decibels)
    {
        var finals = await engine.FinalsAsync(Quieter(await MadeSpeech.Async(), decibels));
        Assert.Equal(MadeSpeech.Sentences.SelectMany(WordErrors.Normalise), finals.SelectMany(Words));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finals_of_quiet_speech_are_the_same_in_whatever_pieces_the_audio_comes(bool interims)
    {
        var quiet = Quieter(await MadeSpeech.Async(), -50);
        var whole = await engine.FinalsAsync(quiet, interims: interims);
        var pieces = await engine.FinalsAsync(quiet, [77, 1500, 640], interims: interims);
        Assert.Equal(whole.SelectMany(f => f.Words), pieces.SelectMany(f => f.Words));
    }

    /// <summary>Half a minute of each, as quiet as speech that is still written.</summary>
    [Theory]
    [InlineData("white")]
    [InlineData("swelling rumble")]
    [InlineData("hum")]
    [InlineData("clicks")]
    [InlineData("tones")]
    [InlineData("beeps")]
    public async Task Very_quiet_noise_gives_no_word(string kind) =>
        Assert.Empty((await engine.FinalsAsync(Quieter(Noise.Make(kind, 30), -40))).SelectMany(Words));

    private static string[] Words(Transcript final) => WordErrors.Normalise(string.Join(' ', final.Words.Select(w => w.Text)));

    /// <summary>As it is recorded: in 16 bits.</summary>
    private static float[] Quieter(float[] samples, double decibels) =>
        [.. samples.Select(sample => (float)(Math.Round(sample * 32_768 * Math.Pow(10, decibels / 20)) / 32_768))];
}
