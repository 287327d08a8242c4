using LiveCaptions.Speech.Languages;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Languages;

public sealed class LanguageTrackerTests : ITextLanguages
{
    private const string Sentence = "so many words that nobody can be in doubt";
    private static readonly string[] Spoken = ["en", "de", "fr", "pt"];

    private (string Language, double Confidence)? _text;
    private IReadOnlyList<string>? _among;

    public (string Language, double Confidence)? Find(string text, IReadOnlyList<string> among)
    {
        _among = among;
        return _text;
    }

    [Fact]
    public void What_the_engine_finds_is_held_on_to()
    {
        var tracker = new LanguageTracker([], this);

        Assert.Equal("en", Final(tracker, "en"));
        Assert.Equal("en", Final(tracker, "fr", "oui oui"));
        Assert.Equal("fr", Final(tracker, "fr"));
        Assert.Null(_among);
    }

    [Fact]
    public void Language_that_is_not_allowed_is_the_likeliest_one_that_is_or_the_last()
    {
        var tracker = new LanguageTracker(["en", "pt-BR"], this);
        Assert.Equal("en", Final(tracker, "nl"));
        _text = ("pt-BR", 0.3);
        Assert.Equal("pt-BR", Final(tracker, "gl"));
        Assert.Equal(["en", "pt-BR"], _among);
        _text = null;

        Assert.Equal("pt-BR", Final(tracker, "gl"));
        Assert.Equal("pt-BR", Final(tracker, "pt"));
        Assert.Equal("en-GB", Final(tracker, "en-GB"));
    }

    [Fact]
    public void Where_the_engine_does_not_say_the_words_do_where_there_are_enough_and_they_are_sure()
    {
        var tracker = new LanguageTracker([], this);
        Assert.Equal("en", Final(tracker, null));
        _text = ("de", 0.95);
        Assert.Equal("en", Final(tracker, null, "na ja"));
        Assert.Equal("de", Final(tracker, null));
        Assert.Equal(Spoken, _among);
        _text = ("fr", 0.6);

        Assert.Equal("de", Final(tracker, null));
    }

    [Fact]
    public void Interims_are_in_the_language_that_is_spoken_now()
    {
        var tracker = new LanguageTracker(["de", "fr"], this);
        Assert.Equal("de", Interim(tracker, "en"));
        Assert.Equal("fr", Interim(tracker, "fr"));
        Assert.Equal("fr", Final(tracker, "fr"));

        Assert.Equal("fr", Interim(tracker, "de"));
    }

    [Fact]
    public void What_was_asked_for_or_settled_before_stays()
    {
        var tracker = new LanguageTracker(["en", "de"], this);
        Assert.Equal("en", Final(tracker, "en"));

        Assert.Equal("nl", Label(tracker, "nl", "kort", LanguageSource.Given));
        Assert.Equal("de", Label(tracker, "de", "kurz", LanguageSource.Settled));
        Assert.Equal("de", Final(tracker, "en", "okay"));
    }

    private static string Final(LanguageTracker tracker, string? language, string text = Sentence) =>
        Label(tracker, language ?? "en", text, language is null ? LanguageSource.Nobody : LanguageSource.Engine);

    private static string Interim(LanguageTracker tracker, string language) =>
        Label(tracker, language, Sentence, LanguageSource.Engine, isFinal: false);

    private static string Label(LanguageTracker tracker, string language, string text, LanguageSource from, bool isFinal = true) =>
        tracker.Label(new Transcript
        {
            Utterance = 0,
            IsFinal = isFinal,
            Words = [.. text.Split(' ').Select((word, i) => new Word(word, i, i + 1, 1))],
            StableWords = 0,
            Language = language,
            LanguageFrom = from,
            AudioEnd = 0,
        }, Spoken).Language;
}
