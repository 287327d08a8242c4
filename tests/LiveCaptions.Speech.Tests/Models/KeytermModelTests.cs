using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class KeytermModelTests(TinyEngine engine)
{
    private static readonly string[] Terms = ["Grafana", "Kubernetes", "Dykvelt"];

    [Theory]
    [InlineData(true, RecognitionQuality.Best)]
    [InlineData(false, RecognitionQuality.Best)]
    [InlineData(false, RecognitionQuality.Fast)]
    public async Task Name_that_is_expected_is_written_as_it_was_given(bool interims, RecognitionQuality quality)
    {
        var samples = await Flite.SayAsync("Our servers run on Kubernetes, and we look at Grafana.");
        Assert.DoesNotContain("Grafana", await TextAsync([]), StringComparison.Ordinal);
        var text = await TextAsync(Terms);
        Assert.Contains("Grafana", text, StringComparison.Ordinal);
        Assert.Contains("Kubernetes", text, StringComparison.Ordinal);

        async Task<string> TextAsync(string[] terms) => string.Join(
            ' ', (await engine.FinalsAsync(samples, interims: interims, keyterms: terms, quality: quality))
                .SelectMany(final => final.Words).Select(word => word.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terms_that_nobody_says_change_nothing(bool interims)
    {
        var samples = await MadeSpeech.Async();
        Assert.Equal(
            (await engine.FinalsAsync(samples, interims: interims)).SelectMany(final => final.Words),
            (await engine.FinalsAsync(samples, interims: interims, keyterms: Terms)).SelectMany(final => final.Words));
    }
}
