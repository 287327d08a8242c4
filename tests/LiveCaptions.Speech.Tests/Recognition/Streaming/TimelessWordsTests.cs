using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class TimelessWordsTests
{
    /// <summary>Samples between two frames of attention.</summary>
    private const int Frame = 384;

    [Theory]
    [InlineData("her:9 situation:30 in:8 life,:20 her:0 situation:0 in:0 life,:1", "her situation in life,")]
    [InlineData("her:9 situation:30 her:0 situation:1", "her situation")]
    [InlineData("who:9 it:8 was:9 who:0 it:0 was:1 apparent:30", "who it was apparent")]
    [InlineData("who:0 it:0 was:1 who:9 it:8 was:9", "who it was")]
    [InlineData("who:0 it:0", "")]
    public void Words_that_take_no_time_were_not_said(string heard, string said) =>
        Assert.Equal(said, Text(TimelessWords.TakenOut(Words(heard))));

    [Theory]
    [InlineData("over and:1 above")] // the times of single words are off more often than the words
    [InlineData("life you:1")]
    [InlineData("of:0 the:1 old house")]
    [InlineData("a:2 I:2 o:2")]
    [InlineData("")]
    public void Short_words_stay(string said) => Assert.Equal(Words(said), TimelessWords.TakenOut(Words(said)));

    /// <param name="words">Each with the frames that it takes, 20 where nothing is said.</param>
    private static List<Word> Words(string words)
    {
        var said = new List<Word>();
        var start = 0L;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split(':')))
        {
            var end = start + (Frame * (word.Length > 1 ? int.Parse(word[1], System.Globalization.CultureInfo.InvariantCulture) : 20));
            said.Add(new Word(word[0], start, end, 0.99f));
            start = end;
        }

        return said;
    }

    private static string Text(IEnumerable<Word> words) => string.Join(' ', words.Select(w => w.Text));
}
