using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Whisper;

public sealed class WhisperRecognizerTests(MadeWhisperEngine engine) : IClassFixture<MadeWhisperEngine>
{
    private static readonly SpeechTrack Speech = Bursts.Track(Bursts.Silence(0.7), Bursts.Say(1, 2, 3, 4, 5), Bursts.Silence(1.2));

    [Fact]
    public void Engine_is_called_by_its_file_and_knows_ninety_nine_languages()
    {
        Assert.Equal("whisper:ggml-made.bin", engine.Recognizer.Name);
        Assert.Equal("en", engine.Recognizer.Languages[0]);
        Assert.Equal(99, engine.Recognizer.Languages.Count);
    }

    [Fact]
    public void Machine_was_tried_out()
    {
        Assert.Equal("cpu", engine.Loaded.Capacity.ExecutionProvider);
        Assert.True(engine.Loaded.Capacity.RealTimeFactor > 0);
        Assert.InRange(engine.Loaded.Capacity.MaxStreams, 0, 1000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Words_have_the_times_and_the_certainty_that_the_model_gives(bool interims)
    {
        var final = Assert.Single(await FinalsAsync(new RecognizerStreamOptions { Interims = interims }), f => f.Words.Count > 0);

        // The model says two words a second, wherever sound is.
        Assert.Equal(["one", "two", "one", "two"], final.Words.Take(4).Select(w => w.Text));
        Assert.All(final.Words, w => Assert.InRange(w.Confidence, 0.99, 1));
        Assert.InRange(AudioFormat.ToSeconds(final.Words[2].Start - final.Words[0].Start), 0.5, 1.5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Language_that_nobody_names_is_found_out(bool interims) =>
        Assert.All(await FinalsAsync(new RecognizerStreamOptions { Interims = interims }), f => Assert.Equal("de", f.Language));

    [Fact]
    public async Task Language_that_is_named_is_not_found_out() =>
        Assert.All(await FinalsAsync(new RecognizerStreamOptions { Language = "fr" }), f => Assert.Equal("fr", f.Language));

    [Fact]
    public async Task Key_terms_are_what_was_said_before()
    {
        // Each is two tokens. That far into the text, the model leaves out "one".
        IReadOnlyList<string> terms = [.. Enumerable.Repeat("two", MadeWhisper.LongPrompt * 2 / 3)];
        var without = Texts(await FinalsAsync(new RecognizerStreamOptions { Interims = false }));
        var with = Texts(await FinalsAsync(new RecognizerStreamOptions { Interims = false, Keyterms = () => terms }));
        Assert.Equal(["one", "two"], without.Take(2));
        Assert.Equal(["two", "one"], with.Take(2));
    }

    [Fact]
    public async Task Better_quality_says_the_same_where_the_model_is_sure() => Assert.Equal(
        Texts(await FinalsAsync(new RecognizerStreamOptions { Interims = false })),
        Texts(await FinalsAsync(new RecognizerStreamOptions { Interims = false, Quality = RecognitionQuality.Best })));

    [Fact]
    public async Task Interims_come_with_the_decodes_that_make_words_final_and_no_others()
    {
        var transcripts = await HearAsync(new RecognizerStreamOptions());
        var interims = transcripts.Where(t => !t.IsFinal).ToList();
        Assert.NotEmpty(interims);
        Assert.All(interims, t => Assert.True(AudioFormat.ToSeconds(t.AudioEnd) > 1.5, $"a look at {t.AudioEnd}"));
    }

    private static List<string> Texts(List<Transcript> finals) => [.. finals.SelectMany(f => f.Words).Select(w => w.Text)];

    private async Task<List<Transcript>> FinalsAsync(RecognizerStreamOptions options) =>
        [.. (await HearAsync(options)).Where(t => t.IsFinal)];

    private async Task<List<Transcript>> HearAsync(RecognizerStreamOptions options)
    {
        await using var stream = engine.Recognizer.CreateStream(options);
        await new Hearing().FeedAsync(stream, Speech);
        await stream.FinishAsync(CancellationToken.None);
        return await stream.Transcripts.ReadAllAsync().ToListAsync();
    }
}
