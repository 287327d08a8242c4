using LiveCaptions.Speech.Emotion;

namespace LiveCaptions.Speech.Tests.Emotion;

public sealed class TextValenceTests : IDisposable
{
    /// <summary>Lines of VADER's lexicon.</summary>
    private const string Lexicon = "smart\t1.7\t0.78\t[2, 2]\nhandsome\t2.2\nfunny\t1.9\ngood\t1.9\nhorrible\t-2.5\nkind\t2.4\n"
        + "uncompelling\t-0.9\ngreat\t3.1\nsux\t-1.5\n"
        + "happy\t2.7\nhelpful\t1.8\ndoubt\t-1.5\nterrible\t-2.1\nbomb\t-2.2\nawful\t-2\nsuffered\t-2.2\nlike\t1.5\nhope\t1.9\n"
        + "sad\t-2.1\nyeah\t1.2\nbad\t-2.5\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-lexicon-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The numbers are those of the package that the lexicon comes in.</summary>
    [Theory]
    [InlineData("The speaker is smart, handsome, and funny.", 0.8316)]
    [InlineData("The speaker is smart, handsome, and funny!", 0.8439)]
    [InlineData("The speaker is very smart, handsome, and funny.", 0.8545)]
    [InlineData("The speaker is not smart, handsome, nor funny.", -0.7424)]
    [InlineData("The book was good.", 0.4404)]
    [InlineData("At least it isn't a horrible book.", 0.431)]
    [InlineData("The book was only kind of good.", 0.3832)]
    [InlineData("The plot was good, but the characters are uncompelling and the dialog is not great.", -0.7042)]
    [InlineData("Today only kinda sux! but we will get by", -0.2253)]
    [InlineData("We have never been so happy in all our life.", 0.6948)]
    [InlineData("It was the least helpful answer.", -0.3252)]
    [InlineData("it was without any doubt a terrible idea", 0.5667)]
    [InlineData("This is the bomb", 0.6124)]
    [InlineData("Most of it was really, really awful, but we hardly suffered.", -0.7308)]
    [InlineData("We really don't like it", -0.3374)]
    [InlineData("It was never this good before", 0.677)]
    [InlineData("hope is gone and we are so very sad", -0.1953)]
    [InlineData("he said yeah right and left", 0.296)]
    [InlineData("the tea was bad, bad and very, very bad!!!", -0.9177)]
    public void Sentence_has_the_valence_that_vader_gives_it(string sentence, double compound) =>
        Assert.Equal(compound, Valence(sentence)!.Value, 6e-5);

    [Theory]
    [InlineData("The chair stands at the window.")]
    [InlineData("Very, very slowly!!!")]
    [InlineData("")]
    public void Words_that_say_nothing_of_feelings_have_no_valence(string sentence) => Assert.Null(Valence(sentence));

    [Fact]
    public void Sentence_begins_with_a_capital_and_means_the_same()
    {
        Assert.Equal(Valence("it was not bad"), Valence("It was NOT Bad"));
        Assert.True(Valence("Not bad at all") > 0);
        Assert.Equal(Valence("we don't like it"), Valence("We don’t like it"));
    }

    [Fact]
    public void Other_languages_are_not_read()
    {
        Assert.NotNull(Valence("so bad", "en-GB"));
        Assert.Null(Valence("so bad", "de"));
    }

    [Fact]
    public void Without_the_lexicon_nothing_reads_words()
    {
        Assert.Null(TextValence.Find(_folder.FullName));
        Write("no lexicon");
        Assert.Contains(
            "models pull vader-lexicon",
            Assert.Throws<InvalidDataException>(() => TextValence.Find(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    internal static TextValence Small(string folder)
    {
        Write(folder, Lexicon);
        return TextValence.Find(folder)!;
    }

    private float? Valence(string sentence, string language = "en") => Small(_folder.FullName).Of(sentence, language);

    private void Write(string lexicon) => Write(_folder.FullName, lexicon);

    private static void Write(string folder, string lexicon) =>
        File.WriteAllText(
            Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "vader-lexicon")).FullName, "vader_lexicon.txt"), lexicon);
}
