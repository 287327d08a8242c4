using LiveCaptions.Captions.Speakers;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class SpeakerRosterTests
{
    private readonly SpeakerRoster _roster = new([]);

    [Fact]
    public void Speaker_that_an_interim_guesses_at_is_none_of_the_sessions()
    {
        var guessed = _roster.Guess(new SpeakerLabel(0, 0.5f));

        Assert.Equal(("s1", "Speaker 1"), (guessed.Id, guessed.Label));
        Assert.Empty(_roster.All);
        Assert.Empty(_roster.TakeNew());
    }

    [Fact]
    public void Speaker_that_a_final_names_after_a_guess_keeps_its_name()
    {
        var guessed = _roster.Guess(new SpeakerLabel(0, 0.5f));

        Assert.Equal((guessed.Id, guessed.Label), (_roster.Of(new SpeakerLabel(0, 0.9f)).Id, "Speaker 1"));
        Assert.Equal("s1", Assert.Single(_roster.TakeNew()).Id);
    }
}
