using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class CarriedEmotionsTests
{
    private static readonly CueEmotion Happy = new("happy", 0.9, 0.5, 0.5, null);
    private static readonly CueEmotion Sad = new("sad", 0.9, -0.5, -0.5, null);

    [Fact]
    public void Cue_is_said_as_most_of_its_time_was()
    {
        Cue[] before = [Cue(0, 2) with { Emotion = Happy }, Cue(2, 6) with { Emotion = Sad }];

        Assert.Equal([Happy, Sad], CarriedEmotions.Onto([Cue(0, 3), Cue(3, 6)], before).Select(cue => cue.Emotion));
    }

    [Fact]
    public void Where_nothing_was_told_or_of_less_than_half_of_it_nothing_is_and_what_it_tells_itself_stays()
    {
        Cue[] before = [Cue(0, 2) with { Emotion = Happy }, Cue(2, 20)];

        Assert.Equal(
            [null, null, Sad],
            CarriedEmotions.Onto([Cue(1, 4), Cue(8, 10), Cue(0, 2) with { Emotion = Sad }], before).Select(cue => cue.Emotion));
    }

    private static Cue Cue(double start, double end) => new()
    {
        SessionId = "s",
        Seq = 1,
        Id = "c1",
        Revision = 1,
        Kind = CueKind.Final,
        Start = start,
        End = end,
        Text = "words",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
