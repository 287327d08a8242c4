using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Server.Tests.Exports;

public sealed class EmotionMarksTests
{
    private static readonly CueSpeaker Ann = new("s1", "Ann", 1);
    private static readonly CueSpeaker Ben = new("s2", "Ben", 1);

    [Fact]
    public void There_is_one_mark_for_each_change_of_each_speaker_and_none_for_neutral()
    {
        (CueSpeaker Speaker, string? Label)[] said =
            [
                (Ann, "neutral"), (Ann, "angry"), (Ben, "happy"), (Ann, "angry"), (Ann, null),
                (Ann, "angry"), (Ben, "neutral"), (Ben, "happy"), (Ann, "sad"), (Ann, "neutral")
            ];

        Assert.Equal(["", "[angrily]", "[happily]", "", "", "", "", "[happily]", "[sadly]", ""], Marks("en", said));
    }

    [Theory]
    [InlineData("en-US", "[angrily]")]
    [InlineData("de", "[wütend]")]
    [InlineData("fr-CA", "[avec colère]")]
    [InlineData("es", "[con enfado]")]
    [InlineData("fi", "[angrily]")]
    public void Wording_is_the_languages(string language, string expected) => Assert.Equal([expected], Marks(language, (Ann, "angry")));

    [Fact]
    public void Label_without_a_wording_is_not_marked() => Assert.Equal([""], Marks("en", (Ann, "bewildered")));

    [Theory]
    [InlineData("vtt", "<v Ann>[angrily] Stop it.")]
    [InlineData("srt", "[angrily] Stop it.")]
    [InlineData("txt", "[Ann] Stop it.")]
    public void Mark_stands_before_the_words_in_formats_to_be_shown(string format, string expected)
    {
        var cue = Finals.Cue(1, 0, [new CueWord("Stop", 0, 0.5, 1), new CueWord("it.", 0.5, 1, 1)], Ann) with
        {
            Emotion = Emotion("angry")
        };
        using var file = new MemoryStream();
        CueFormats.Find(format)!
            .Write(new CaptionDocument { Session = new { id = "s" }, Duration = 5, Cues = [cue], MarksEmotions = true }, file);

        Assert.Contains(expected, System.Text.Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>What stands before each cue's word.</summary>
    private static List<string> Marks(string language, params (CueSpeaker Speaker, string? Label)[] said)
    {
        List<Cue> finals = [.. said.Select((s, i) => Finals.Cue(i, i * 10, [new CueWord("word.", i * 10, (i * 10) + 1, 1)], s.Speaker) with
        {
            Language = language,
            Emotion = s.Label is null ? null : Emotion(s.Label),
        })];
        return [.. PublishingLayout.Arrange(finals, 1000, new PublishingOptions { MarksEmotions = true })
            .Select(c => c.Lines[0].Replace("word.", "", StringComparison.Ordinal).Trim())];
    }

    private static CueEmotion Emotion(string label) => new(label, 0.9, 0, 0, null);
}
