using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Tests.Quality;

/// <summary>Errors are weighed as the NER model has it.</summary>
public sealed class NerScoreTests
{
    private const string Said = "The committee met Anna in Berlin and did not accept fifty of the proposals. They said Anna left.";

    [Theory]
    [InlineData("The committee met Anna in Berlin and did not accept fifty of the proposal. They said Anna left.", 0, 0.25)]
    [InlineData("The committee met Anna in Berlin and did not accept fifty of a proposals. They said Anna left.", 0, 0.25)]
    [InlineData("The computer met Anna in Berlin and did not accept fifty of the proposals. They said Anna left.", 0, 0.5)]
    [InlineData("The committee met Anna in Berlin and did not accept fifteen of the proposals. They said Anna left.", 0, 1)]
    [InlineData("The committee met Hannah in Berlin and did not accept fifty of the proposals. They said Anna left.", 0, 1)]
    [InlineData("The committee met Anna in Berlin and did accept fifty of the proposals. They said Anna left.", 1, 0)]
    [InlineData("The committee met Anna in Berlin and did not accept fifty of the. They said Anna left.", 0.5, 0)]
    [InlineData("The committee met Anna and did not accept fifty of the proposals. They said Anna left.", 1, 0)]
    [InlineData(Said, 0, 0)]
    public void Weight_of_an_error_is_by_what_is_wrong(string shown, double edition, double recognition)
    {
        var ner = AccuracyFigures.Of([Cue(shown)], [Cue(Said)], "en").Ner;

        Assert.Equal((edition, recognition), (ner.Edition, ner.Recognition));
        Assert.Equal(Math.Round((ner.Words - edition - recognition) / ner.Words * 100, 2), ner.Accuracy);
    }

    [Fact]
    public void Case_and_punctuation_are_no_errors() =>
        Assert.Equal(100, AccuracyFigures.Of([Cue("the committee, met ANNA")], [Cue("The committee met Anna.")], "en").Ner.Accuracy);

    [Fact]
    public void Long_omission_is_several_errors()
    {
        var said = string.Join(' ', Enumerable.Range(0, 20).Select(i => "window"));

        Assert.Equal(3, AccuracyFigures.Of([Cue("window window window")], [Cue(said)], "en").Ner.EditionErrors);
        Assert.Equal(0, AccuracyFigures.Of([], [Cue(said)], "en").Ner.Accuracy);
        Assert.Null(AccuracyFigures.Of([], [], "en").Ner.Accuracy);
    }

    [Fact]
    public void What_is_heard_beside_speech_is_nothing_said() =>
        Assert.Equal(0, AccuracyFigures.Of([Cue("Words."), Cue("[music]")], [Cue("Words.")], "en").Wer);

    private static Cue Cue(string text) => new()
    {
        SessionId = "s", Seq = 1, Id = "c1", Revision = 1, Kind = CueKind.Final, Start = 0, End = 1, Text = text, CreatedAt = default,
    };
}
