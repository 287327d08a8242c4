using LiveCaptions.Speech.Languages;

namespace LiveCaptions.Speech.Tests.Languages;

public sealed class LanguageHysteresisTests
{
    private readonly LanguageHysteresis _now = new();

    [Fact]
    public void A_few_words_that_seem_to_be_of_another_language_change_nothing()
    {
        Assert.Equal("en", _now.Next("en", 60));
        Assert.Equal("en", _now.Next("fr", 12));
        Assert.Equal("en", _now.Next("en", 30));
        Assert.Equal("en", _now.Next("fr", 12));
        Assert.Equal("en", _now.Next("de", 12));
        Assert.Equal("en", _now.Next("fr", 12));
    }

    [Fact]
    public void A_sentence_of_another_language_is_in_it_and_so_is_what_follows()
    {
        _now.Next("en", 60);

        Assert.Equal("de", _now.Next("de", 40));
        Assert.Equal("de", _now.Next("en", 4));
        Assert.Equal("en", _now.Next("en", 40));
    }

    [Fact]
    public void Short_words_of_another_language_in_a_row_are_taken_together()
    {
        _now.Next("en", 60);

        Assert.Equal("en", _now.Next("de", 10));
        Assert.Equal("en", _now.Next(null, 10));
        Assert.Equal("de", _now.Next("de", 10));
    }

    [Fact]
    public void First_words_decide_however_few_they_are()
    {
        Assert.Null(_now.Next(null, 50));
        Assert.Equal("fr", _now.Next("fr", 3));
    }
}
