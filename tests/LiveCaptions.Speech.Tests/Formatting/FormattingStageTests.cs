using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Formatting;

public sealed class FormattingStageTests
{
    private static readonly TranscriptFormatter Numbers = new(new FormattingOptions { Kinds = WrittenKinds.Numbers });
    private static readonly TranscriptFormatter Redacting = new(new FormattingOptions { RedactedWords = ["secret"] });

    [Fact]
    public void Another_formatting_holds_from_the_next_utterance_on()
    {
        TranscriptFormatter? current = Numbers;
        var stage = new FormattingStage(() => current, fault => throw fault);
        Assert.Equal("25", SpokenWords.Text(stage.Format(SpokenWords.Interim(["twenty", "five"], stable: 2))));

        current = null;
        Assert.Equal("25", SpokenWords.Text(stage.Format(SpokenWords.Final("twenty five"))));
        Assert.Equal("twenty five", SpokenWords.Text(stage.Format(SpokenWords.Final("twenty five") with { Utterance = 1 })));

        current = Numbers;
        Assert.Equal("25", SpokenWords.Text(stage.Format(SpokenWords.Final("twenty five") with { Utterance = 2 })));
    }

    [Fact]
    public void Words_that_cannot_be_formatted_stay_as_they_are()
    {
        var faults = new List<Exception>();
        var broken = Broken(SpokenWords.Final("twenty five secret"));

        var formatted = new FormattingStage(() => Numbers, faults.Add).Format(broken);

        Assert.Same(broken, formatted);
        Assert.Single(faults);
    }

    [Fact]
    public void Words_that_cannot_be_formatted_are_hidden_where_something_is_to_be_redacted()
    {
        var stage = new FormattingStage(() => Redacting, _ => { });

        var final = stage.Format(Broken(SpokenWords.Final("twenty five secret")));
        var interim = stage.Format(Broken(SpokenWords.Interim(["a", "secret"], stable: 2)));

        Assert.Equal("[redacted] [redacted] [redacted] [redacted]", SpokenWords.Text(final));
        Assert.All(final.Words, word => Assert.Null(word.Raw));
        Assert.Empty(interim.Words);
    }

    [Fact]
    public void Words_behind_a_final_are_written_as_the_next_utterances_interim()
    {
        TranscriptFormatter? current = Numbers;
        var stage = new FormattingStage(() => current, fault => throw fault);
        stage.Format(SpokenWords.Interim(["twenty", "five"], stable: 2));

        current = null;
        var final = stage.Format(Behind("twenty five", "thirty six"));
        var interim = stage.Format(SpokenWords.Interim(["thirty", "six"], stable: 2) with { Utterance = 1 });

        Assert.Equal(("25", "thirty six", "thirty six"), (SpokenWords.Text(final), NextText(final), SpokenWords.Text(interim)));

        current = Numbers;
        final = stage.Format(Behind("thirty six", "forty two") with { Utterance = 1 });

        Assert.Equal(("thirty six", "42"), (SpokenWords.Text(final), NextText(final)));
    }

    [Fact]
    public void Words_behind_a_final_hide_what_is_to_be_hidden_and_hold_back_what_may_be()
    {
        var hiding = new TranscriptFormatter(new FormattingOptions { RedactedWords = ["Ann Smith"] });
        var stage = new FormattingStage(() => hiding, fault => throw fault);

        Assert.Equal("so [redacted] came", NextText(stage.Format(Behind("well", "so Ann Smith came"))));
        Assert.Equal("so", NextText(stage.Format(Behind("well", "so Ann") with { Utterance = 1 })));
    }

    [Fact]
    public void Words_behind_a_final_that_cannot_be_formatted_are_gone_where_something_is_to_be_redacted_and_the_final_stays()
    {
        var stage = new FormattingStage(() => Redacting, _ => { });
        var whole = Behind("my secret", "is out");

        var next = stage.Format(whole with { Next = Broken(SpokenWords.Final("is out")).Words });
        var both = stage.Format(Broken(whole) with { Utterance = 1 });

        Assert.Equal(("my [redacted]", ""), (SpokenWords.Text(next), NextText(next)));
        Assert.Equal(("[redacted] [redacted] [redacted]", "is out"), (SpokenWords.Text(both), NextText(both)));
        Assert.Empty(TranscriptFormatter.Hide(whole).Next);
    }

    [Fact]
    public async Task Pipeline_formats_what_its_recogniser_writes_whichever_that_is()
    {
        var heard = new HeardUtterance(0, 0, long.MaxValue, Array.Empty<float>(), [], EncoderFeatures.None);
        await using var pipeline = new SpeechPipeline(new EnergyVad(), new ScriptedStream { Heard = heard }, formatting: () =>
            new TranscriptFormatter(new FormattingOptions { Replacements = [new("word", "Wort")] }));
        await using var plain = new SpeechPipeline(new EnergyVad(), new ScriptedStream { Heard = heard });
        float[] samples = [.. Enumerable.Repeat(0.5f, 700)];

        var before = await plain.RunAsync(new ArraySource(samples, [512])).ToListAsync();
        var after = await pipeline.RunAsync(new ArraySource(samples, [512])).ToListAsync();

        Assert.Contains(before, t => t.Words.Any(w => w.Text == "word"));
        Assert.Equal(
            before.Select(t => SpokenWords.Text(t).Replace("word", "Wort", StringComparison.Ordinal)), after.Select(SpokenWords.Text));
    }

    /// <summary>As a faulty engine could write it.</summary>
    private static Transcript Broken(Transcript transcript) =>
        transcript with { Words = [.. transcript.Words, transcript.Words[0] with { Text = null! }] };

    private static Transcript Behind(string final, string next) => SpokenWords.Final(final) with { Next = SpokenWords.Final(next).Words };

    private static string NextText(Transcript transcript) => string.Join(' ', transcript.Next.Select(word => word.Text));
}
