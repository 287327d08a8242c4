using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>When an engine counts as one that hangs.</summary>
public sealed class StallWatchTests : IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(IVoiceActivityDetector.FrameLength / 16_000d);

    private readonly FakeTimeProvider _time = new();
    private readonly StallWatch _watch;
    private long _position;

    public StallWatchTests() => _watch = new StallWatch(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), () => false, _time);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void Engine_that_stops_answering_in_mid_speech_is_known_to_hang_after_two_seconds()
    {
        Speak(1);
        _watch.NoteSign();

        Assert.False(Speak(1.9));
        Assert.True(Speak(0.6));
        Assert.Equal("gave no result for 2 s", _watch.ToException().Reason);
    }

    [Fact]
    public void Engine_that_answers_again_and_again_does_not_hang_whether_words_come_of_it_or_not()
    {
        for (var second = 0; second < 60; second++)
        {
            (second % 2 == 0 ? _watch.NoteSign : (Action)Write)();
            Assert.False(Speak(1));
        }
    }

    [Fact]
    public void What_has_never_answered_has_ten_seconds()
    {
        Assert.False(Speak(9.9));
        Assert.True(Speak(4));
        Assert.Equal("gave no result for 10 s", _watch.ToException().Reason);
    }

    [Fact]
    public void What_was_ready_and_never_answered_has_two_seconds_of_speech_however_long_nobody_spoke_before()
    {
        _watch.NoteOpen();
        Assert.False(Pause(30));

        Assert.False(Speak(1.9));
        Assert.True(Speak(0.6));
        Assert.True(_watch.IsUnanswered);
    }

    [Fact]
    public void Speech_that_waited_for_the_connection_counts_from_when_it_was_there()
    {
        Assert.False(Speak(1.9));
        _watch.NoteOpen();

        Assert.False(Speak(1.9));
    }

    [Fact]
    public void What_answered_before_it_hangs_is_not_one_that_never_did()
    {
        _watch.NoteOpen();
        Speak(1);
        _watch.NoteSign();

        Assert.True(Speak(2.6));
        Assert.False(_watch.IsUnanswered);
    }

    [Fact]
    public void Speech_with_pauses_is_not_taken_together()
    {
        Write();
        for (var word = 0; word < 5; word++)
        {
            Assert.False(Speak(1.5));
            Assert.False(Pause(0.6));
            Write();
        }
    }

    [Fact]
    public void Sound_that_comes_faster_than_it_was_said_is_waited_for_by_the_clock()
    {
        Write();

        Assert.False(Hear(seconds: 5, speech: true, pace: 10));
        Assert.True(Speak(2));
    }

    [Fact]
    public void What_answered_long_ago_may_have_nothing_to_say_to_what_seems_speech()
    {
        Write();
        Pause(21);

        Assert.False(Speak(5));
    }

    [Fact]
    public void What_is_written_down_slowly_is_no_engines_fault()
    {
        Write();
        _watch.Pause();

        Assert.False(Speak(15));
    }

    private void Write()
    {
        _watch.Pause();
        _watch.GoOn();
    }

    private bool Speak(double seconds) => Hear(seconds, speech: true);

    private bool Pause(double seconds) => Hear(seconds, speech: false);

    /// <returns>Whether it hangs.</returns>
    private bool Hear(double seconds, bool speech, double pace = 1)
    {
        for (var frame = 0; frame < seconds / Frame.TotalSeconds; frame++)
        {
            var samples = new float[IVoiceActivityDetector.FrameLength];
            _watch.Hear(new SpeechFrame(_position, samples, speech ? 1 : 0, 0));
            _position += samples.Length;
            _time.Advance(Frame / pace);
        }

        return _watch.Stalled.IsCompleted;
    }
}
