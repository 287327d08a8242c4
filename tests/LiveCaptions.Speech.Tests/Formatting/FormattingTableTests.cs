using LiveCaptions.Speech.Formatting;

namespace LiveCaptions.Speech.Tests.Formatting;

/// <summary>Tables of what is spoken and what is written, beside this in <c>Cases/</c>.</summary>
public sealed class FormattingTableTests
{
    private const string Arrow = " => ";

    private static readonly TranscriptFormatter All = new(new FormattingOptions { Kinds = WrittenKinds.All });

    public static TheoryData<string, string, string> Cases { get; } = Read();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Spoken_is_written(string table, string spoken, string written)
    {
        Assert.NotEmpty(table);
        Assert.Equal(written, SpokenWords.Text(All.Format(SpokenWords.Final(spoken))));
    }

    [Fact]
    public void There_are_enough_cases() => Assert.InRange(Cases.Count, 500, int.MaxValue);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Words_keep_their_times_and_how_they_were_spoken(string table, string spoken, string written)
    {
        Assert.NotEmpty(table + written);
        var before = SpokenWords.Final(spoken);
        var after = All.Format(before);

        Assert.Equal(before.Words[0].Start, after.Words[0].Start);
        Assert.Equal(before.Words[^1].End, after.Words[^1].End);
        Assert.Equal(after.Words.Select(w => w.Start).Order(), after.Words.Select(w => w.Start));
        Assert.All(after.Words, word => Assert.Contains(before.Words, w => w.Start == word.Start));
        Assert.All(after.Words, word => Assert.Contains(before.Words, w => w.End == word.End));
        Assert.All(after.Words, word => Assert.DoesNotContain(' ', word.Text));
        Assert.Equal(spoken, string.Join(' ', after.Words.Select(w => w.Raw ?? w.Text)));
        Assert.Equal(after.Words.Count, after.StableWords);
    }

    /// <summary>As the utterance grows, word by word: what is stable once stays to the end, whatever comes.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Stable_words_of_an_interim_are_those_of_the_final(string table, string spoken, string written)
    {
        Assert.NotEmpty(table + written);
        var final = All.Format(SpokenWords.Final(spoken));
        var words = SpokenWords.Final(spoken).Words;
        for (var known = 0; known <= words.Count; known++)
        {
            // Behind the stable words a hypothesis says something else than what comes.
            foreach (var guess in (string[][])[[], ["hundred"], ["p", "m"], ["five", "dollars"], ["dot", "com"]])
            {
                var interim = SpokenWords.Interim([.. words.Take(known).Select(w => w.Text), .. guess], stable: known);
                var shown = All.Format(interim);

                Assert.InRange(shown.StableWords, 0, final.Words.Count);
                Assert.Equal(
                    final.Words.Take(shown.StableWords).Select(w => w.Text), shown.Words.Take(shown.StableWords).Select(w => w.Text));
            }
        }
    }

    private static TheoryData<string, string, string> Read()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Formatting", "Cases"), "*.txt")
            .Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
            {
                var arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
                cases.Add(
                    Path.GetFileNameWithoutExtension(file), arrow < 0 ? line : line[..arrow],
                    arrow < 0 ? line : line[(arrow + Arrow.Length)..]);
            }
        }

        return cases;
    }
}
