using LiveCaptions.Speech.Languages;

namespace LiveCaptions.Speech.Tests.Languages;

public sealed class LinguaLanguagesTests
{
    private static readonly string[] Allowed = ["en-GB", "de", "fr", "ja"];

    private readonly LinguaLanguages _texts = new();

    [Theory]
    [InlineData("The train to the harbour leaves every morning at seven o'clock.", "en-GB")]
    [InlineData("Der Zug zum Hafen fährt jeden Morgen um sieben Uhr ab.", "de")]
    [InlineData("Le train pour le port part tous les matins à sept heures.", "fr")]
    [InlineData("今日はとてもいい天気です", "ja")]
    public void Sentence_is_in_the_language_it_is_in_as_it_was_written(string text, string language)
    {
        var found = _texts.Find(text, Allowed);

        Assert.Equal(language, found?.Language);
        Assert.InRange(found!.Value.Confidence, 0.8, 1);
    }

    [Theory]
    [InlineData("", "en", "de")]
    [InlineData("12 34", "en", "de")]
    [InlineData("Whatever this may be", "en", "qaa")]
    public void Where_nothing_can_be_told_nothing_is(string text, params string[] among) => Assert.Null(_texts.Find(text, among));

    [Fact]
    public void Of_very_many_those_that_most_is_said_in_are_looked_at()
    {
        string[] many =
        [
            "tn", "st", "cy", "la", "lt", "lv", "eo", "eu", "af", "sq", "az", "be", "bg", "bs", "ca", "da", "de", "en", "et", "fi", "ga",
            "hr", "hu", "is", "mk", "ms", "so",
        ];

        Assert.Equal("de", _texts.Find("Guten Tag, wie geht es Ihnen heute", many)?.Language);
    }
}
