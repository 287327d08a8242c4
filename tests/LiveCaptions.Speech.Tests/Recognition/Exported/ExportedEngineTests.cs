using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

public sealed class ExportedEngineTests
{
    private static readonly SpeechTrack Speech = Bursts.Track(
        Bursts.Silence(0.7),
        Tones.Say("▁one", "▁two", "▁th", "ree", "▁four"),
        Bursts.Silence(1.5),
        Tones.Say("▁five", "▁one"),
        Bursts.Silence(1.5));

    [Theory]
    [InlineData("zipformer", true)]
    [InlineData("zipformer", false)]
    [InlineData("zipformer-offline", true)]
    [InlineData("zipformer-offline", false)]
    [InlineData("nemo-ctc", true)]
    [InlineData("nemo-ctc", false)]
    [InlineData("nemo-streaming", true)]
    [InlineData("nemo-streaming", false)]
    [InlineData("nemo-streaming-rnnt", true)]
    [InlineData("nemo-rnnt", true)]
    [InlineData("nemo-rnnt", false)]
    [InlineData("nemo-tdt", true)]
    [InlineData("nemo-tdt", false)]
    public async Task Known_words_are_heard_live_and_in_files(string kind, bool live)
    {
        await using var engine = new MadeExportedEngine(kind);
        var finals = await engine.HearAsync(Speech, new Hearing { Interims = live });
        Assert.Equal(["one two three four", "five one"], finals.Where(text => text.Length > 0));
    }

    [Theory]
    [InlineData("zipformer", 0.14)]
    [InlineData("nemo-ctc", 0.08)]
    [InlineData("nemo-streaming", 0.14)]
    [InlineData("nemo-tdt", 0.1)]
    public async Task Words_have_the_times_of_their_tokens(string kind, double late)
    {
        await using var engine = new MadeExportedEngine(kind);
        var heard = await new Hearing { Interims = false }.HearAsync(engine.Recognizer, Speech);
        var starts = heard.Where(t => t.IsFinal).SelectMany(t => t.Words).Select(word => AudioFormat.ToSeconds(word.Start)).ToList();
        double[] expected = [0.7, 1.064, 1.428, 2.156, 4.02, 4.384];
        Assert.Equal(expected.Length, starts.Count);
        Assert.All(starts, (start, i) => Assert.InRange(start - expected[i], -0.04, late));
    }

    [Fact]
    public async Task Several_texts_side_by_side_come_to_the_same_where_nothing_is_doubtful()
    {
        await using var engine = new MadeExportedEngine("zipformer");
        var finals = await engine.HearAsync(Speech, new Hearing { Interims = false, Quality = RecognitionQuality.Best });
        Assert.Equal(["one two three four", "five one"], finals);
    }

    [Fact]
    public async Task Words_are_shown_while_somebody_speaks()
    {
        await using var engine = new MadeExportedEngine("zipformer");
        var heard = await new Hearing().HearAsync(engine.Recognizer, Speech);
        var shown = heard.Where(t => t is { IsFinal: false, Utterance: 1 })
            .Select(t => string.Join(' ', t.Words.Select(w => w.Text))).ToList();
        Assert.Contains("one two th", shown);
        Assert.Equal(shown.OrderBy(text => text.Length), shown);
    }

    [Fact]
    public async Task Long_speech_without_a_pause_becomes_final_by_and_by()
    {
        await using var engine = new MadeExportedEngine("zipformer");
        var spoken = Enumerable.Range(0, 12).SelectMany(_ => (string[])["▁one", "▁two", "▁five"]).ToArray();
        var finals = await engine.HearAsync(
            Bursts.Track(Bursts.Silence(0.7), Tones.Say(spoken), Bursts.Silence(1.5)), new Hearing());
        Assert.True(finals.Count > 1, "more than 7 s of words are more than one final");
        Assert.Equal(string.Join(' ', spoken).Replace("▁", "", StringComparison.Ordinal), string.Join(' ', finals));
    }

    [Fact]
    public async Task Speech_without_a_word_is_told_of_so_that_nobody_takes_the_engine_for_stuck()
    {
        await using var engine = new MadeExportedEngine("zipformer");
        var hum = Enumerable.Range(0, 12 * AudioFormat.SampleRate).Select(_ => 1e-5f).ToArray();
        var heard = await new Hearing().HearAsync(
            engine.Recognizer, Bursts.Track(Bursts.Silence(1), hum, Bursts.Silence(2), hum[..16_000], Bursts.Silence(2)));
        Assert.All(heard, t => Assert.True(t is { IsFinal: true, Words.Count: 0 }, $"{t}"));
        Assert.InRange(heard.Count, 4, 5);
    }

    [Fact]
    public async Task Sound_before_what_is_wanted_helps_and_is_not_told()
    {
        await using var engine = new MadeExportedEngine("zipformer");
        var finals = await engine.HearAsync(Speech, new Hearing { From = AudioFormat.ToSamples(1.35) });
        Assert.Equal(["three four", "five one"], finals);
    }

    [Fact]
    public async Task Engine_is_called_by_its_folder_and_speaks_what_is_written_beside_it()
    {
        await using var engine = new MadeExportedEngine("zipformer");
        Assert.Equal("onnx:zipformer", engine.Recognizer.Name);
        Assert.Equal(["en"], engine.Recognizer.Languages);
        Assert.True(engine.Loaded.Capacity.MaxStreams > 0);
    }
}
