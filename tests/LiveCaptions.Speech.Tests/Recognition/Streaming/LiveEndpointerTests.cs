using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class LiveEndpointerTests
{
    /// <summary>1.5 s of speech in frames.</summary>
    private const int Step = 47;

    private static readonly LiveOptions Options = new();

    [Fact]
    public void Steps_are_counted_in_speech_and_begin_anew_at_a_pause() => Assert.Equal(
        [(46, LiveMoment.Stepped), (68, LiveMoment.Paused), (75, LiveMoment.Rested), (126, LiveMoment.Stepped)],
        Moments((60, 0.9f), (20, 0), (60, 0.9f)));

    [Fact]
    public void Pause_between_two_steps_settles_what_the_last_step_left_open() =>
        Assert.Equal([(46, LiveMoment.Stepped), (56, LiveMoment.Paused)], Moments((48, 0.9f), (9, 0)));

    [Fact]
    public void Click_in_a_pause_is_no_speech_that_has_to_be_settled() => Assert.Equal(
        [(38, LiveMoment.Paused), (45, LiveMoment.Rested), (68, LiveMoment.Rested), (83, LiveMoment.Ended)],
        Moments((30, 0.9f), (22, 0), (1, 0.5f), (40, 0)));

    [Fact]
    public void Speech_is_over_when_nothing_comes_for_a_second()
    {
        var moments = Moments((30, 0.9f), (31, 0), (30, 0.9f), (60, 0));
        Assert.Equal([60, 121], moments.Where(m => m.Moment == LiveMoment.Ended).Select(m => m.Frame));
    }

    [Fact]
    public void What_is_forgotten_changes_no_moment()
    {
        var track = ProbabilityTrack.Of((100, 0.9f), (12, 0), (100, 0.9f), (40, 0));
        var (kept, forgot) = (new LiveEndpointer(Options), new LiveEndpointer(Options));
        for (var i = 0; i < track.Probabilities.Count; i++)
        {
            Assert.Equal(kept.Accept(track.Frame(i), Step), forgot.Accept(track.Frame(i), Step));
            if (i % 30 == 29)
            {
                forgot.Forget(forgot.Open!.Frames / 2);
            }

            if (kept.Open is { } open && forgot.Open is { } rest)
            {
                Assert.Equal(kept.Heard().SpeechEnd, forgot.Heard().SpeechEnd);
                Assert.Equal(open.Audio.Span[^rest.Length..], rest.Audio.Span);
            }
        }
    }

    private static List<(int Frame, LiveMoment Moment)> Moments(params (int Frames, float Probability)[] runs)
    {
        var track = ProbabilityTrack.Of(runs);
        var endpointer = new LiveEndpointer(Options);
        var moments = new List<(int, LiveMoment)>();
        for (var i = 0; i < track.Probabilities.Count; i++)
        {
            var moment = endpointer.Accept(track.Frame(i), Step);
            if (moment is not (LiveMoment.Idle or LiveMoment.Open))
            {
                moments.Add((i, moment));
            }

            if (moment == LiveMoment.Ended)
            {
                endpointer.Close();
            }
        }

        return moments;
    }
}
