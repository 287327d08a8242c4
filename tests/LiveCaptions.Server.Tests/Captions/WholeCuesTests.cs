using CsCheck;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Captions;

/// <summary>Where words that will not change any more may become final.</summary>
public sealed class WholeCuesTests
{
    /// <summary>Fills a line but for three columns.</summary>
    private const string Line = "aaaa bbbb cccc dddd eeee ffff gggg hhhh";

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.OneOf("a", "the", "it", "and", "times,", "end.", "Why?", "Müller", "日本語", "I'm", "of"),
        Gen.String[Gen.Char['a', 'z'], 1, 14],
        Gen.String[Gen.Char['a', 'z'], 43, 90]);

    private static readonly Gen<string> Spoken = Gen.OneOf(
        "twenty", "five", "one", "oh", "hundred", "dollars", "um", "Ann",
        "Smith", "point", "at", "dot", "com", "yes", "we", "said.", "percent");

    private static readonly TranscriptFormatter Everything = new(new FormattingOptions
    {
        Kinds = WrittenKinds.All,
        RemovesFillers = true,
        Redacted = RedactedKinds.Addresses,
        RedactedWords = ["Ann Smith"],
        Replacements = [new Replacement("we said", "they told us")],
    });

    [Theory]
    [InlineData("", "")]
    [InlineData("one", "")]
    [InlineData($"{Line} {Line}", "")]
    [InlineData("This sentence is long enough to stand alone.", "")]
    [InlineData("This sentence is long enough to stand alone. Next", "This sentence is long enough to stand alone.")]
    [InlineData("Too short. Next one", "")]
    [InlineData("Too short. This sentence is long enough to stand. Next", "Too short. This sentence is long enough to stand.")]
    [InlineData("This sentence is long enough to stand alone. This sentence is also long enough to stand alone. Next",
        "This sentence is long enough to stand alone. This sentence is also long enough to stand alone.")]
    [InlineData($"{Line} {Line} iiii", $"{Line} {Line}")]
    [InlineData($"{Line} {Line} ii jj", $"{Line} {Line} ii")]
    [InlineData($"{Line} {Line} {Line} {Line} {Line}", $"{Line} {Line} {Line} {Line}")]
    public void Cue_is_whole_once_a_word_behind_it_is_known(string words, string whole)
    {
        var known = Speech.Words(words);

        Assert.Equal(whole, string.Join(' ', known.Take(Count(known)).Select(w => w.Text)));
    }

    [Fact]
    public void Border_is_where_viewers_who_saw_word_for_word_saw_it()
    {
        Gen.Select(Word.Array[1, 90], Gen.Int[16, 50], Gen.Int[1, 3]).Sample((words, width, lines) =>
        {
            var options = new CueOptions { LineWidth = width, Lines = lines };
            var timeline = new CueTimeline("s", options, new FakeTimeProvider());
            for (var i = 1; i <= words.Length; i++)
            {
                var interim = Speech.Interim(string.Join(' ', words[..i]), stable: i);
                timeline.Apply(0, interim, _ => null);

                Assert.Equal(
                    timeline.OpenCues.SkipLast(1).Sum(c => c.Words!.Count), new WholeCues(options, "en", () => null).Count(interim.Words));
            }
        });
    }

    [Fact]
    public void Words_that_are_written_as_one_stay_together()
    {
        var words = Speech.Words($"{Line} aaaa bbbb cccc dddd eeee ffff gg twenty five dollars now and");

        var plain = Count(words);
        var written = Count(words, Everything);

        Assert.Equal("twenty", words[plain - 1].Text);
        Assert.Equal("now", words[written - 1].Text);
    }

    [Fact]
    public void What_is_hidden_is_never_torn_apart()
    {
        Gen.Select(Spoken, Gen.Int[1, 9], (word, times) => Enumerable.Repeat(word, times)).Array[1, 40].Sample(parts =>
        {
            var words = Speech.Words(string.Join(' ', parts.SelectMany(p => p)));
            var count = Count(words, Everything);
            var (front, rest) = (Write(words[..count], isFinal: true), Write(words[count..], isFinal: false));

            Assert.Equal(Write(words, isFinal: false), front.Concat(rest));
        });
    }

    [Fact]
    public void Words_that_cannot_be_written_fill_no_cue()
    {
        var words = Speech.Words($"{Line} {Line} {Line}");
        words[3] = words[3] with { Text = null! };

        Assert.Equal(0, Count(words, Everything));
    }

    private static int Count(IReadOnlyList<Word> words, TranscriptFormatter? formatter = null) =>
        new WholeCues(new CueOptions(), "en", () => formatter).Count(words);

    private static IEnumerable<string> Write(List<Word> words, bool isFinal) => Everything.Format(
        Speech.Interim("", words.Count) with { Words = words, IsFinal = isFinal, StableWords = words.Count }).Words.Select(w => w.Text);
}
