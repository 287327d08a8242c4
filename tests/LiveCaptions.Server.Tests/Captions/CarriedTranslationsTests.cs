using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;

namespace LiveCaptions.Server.Tests.Captions;

/// <summary>Translations that people made, in a transcript that is made anew.</summary>
public sealed class CarriedTranslationsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Translation_goes_to_the_cue_that_is_said_in_its_time_and_is_fresh_where_the_words_are_the_same()
    {
        var said = Said("c1", 1, 3, "Good morning all");

        var carried = Assert.Single(CarriedTranslations.Onto(
            [Said("p1", 0, 0.9, "Well"), Said("p2", 1.1, 3.2, "Good morning, all.")], [said], [Person(said, "Bonjour")], 3, Now));

        Assert.Equal(("p2.fr", "p2", "Bonjour", 3, 1), (carried.Id, carried.Of, carried.Text, carried.Seq, carried.Revision));
        Assert.Equal((1.1, 3.2, false, true), (carried.Start, carried.End, carried.Stale, carried.Edited));
        Assert.False(CueTranslation.Follow(carried, said, Said("p2", 1.1, 3.2, "Good morning, all."), 9, Now).Stale);
    }

    [Fact]
    public void Translation_of_other_words_is_stale()
    {
        var said = Said("c1", 1, 3, "Good morning all");

        Assert.True(Assert.Single(CarriedTranslations.Onto(
            [Said("p1", 1, 3, "Good mourning, owl")], [said], [Person(said, "Bonjour")], 2, Now)).Stale);
    }

    [Fact]
    public void Translation_that_no_cue_is_for_stays_with_the_old_transcript_alone()
    {
        var said = Said("c1", 1, 3, "Good morning all");
        var person = Person(said, "Bonjour");

        Assert.Empty(CarriedTranslations.Onto([Said("p1", 0, 9, "Good morning all and many more words")], [said], [person], 2, Now));
        Assert.Empty(CarriedTranslations.Onto([Said("p1", 1, 3, said.Text)], [said], [Machine(said), CueDeletion.Of(person)], 2, Now));
    }

    [Fact]
    public void Of_two_translations_for_one_cue_the_first_counts()
    {
        var (old, live) = (Said("p1", 1, 3, "Good morning"), Said("c1", 1, 3, "Good morning"));

        Assert.Equal("Deux", Assert.Single(CarriedTranslations.Onto(
            [Said("p1", 1, 3, "Good morning")], [old, live], [Person(old, "Deux"), Person(live, "Un")], 2, Now)).Text);
    }

    private static Cue Person(Cue said, string text) => CueTranslation.Correct(Machine(said), said, text);

    private static Cue Machine(Cue said) => CueTranslation.Of(said, "fr", "[fr]", before: null, seq: 1, Now, isDraft: false);

    private static Cue Said(string id, double start, double end, string text) => new()
    {
        SessionId = "s", Seq = 1, Id = id, Revision = 1, Kind = CueKind.Final, Start = start, End = end,
        Text = text, Language = "en", CreatedAt = Now,
    };
}
