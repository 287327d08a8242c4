using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>From where an engine that fails in long silence is followed by another.</summary>
public sealed class SilentStretchTests
{
    private const int Frame = 512;
    private const int PerSecond = 16000 / Frame;
    private readonly SilentStretch _stretch = new();
    private long _position;

    [Fact]
    public void Silence_is_settled_where_all_that_was_said_before_is_final()
    {
        Hear(3, speech: 1);
        _stretch.Write(isOpen: false, _position);

        Assert.Null(Hear(59, speech: 0));
        Assert.InRange(Hear(3, speech: 0)!.Value, 56 * 16000, 60 * 16000);
    }

    [Fact]
    public void What_was_said_behind_a_final_that_comes_late_is_owed_all_the_same()
    {
        Hear(3, speech: 1);
        var first = _position;
        Hear(1, speech: 0);
        Hear(3, speech: 1);
        _stretch.Write(isOpen: false, first);
        Assert.Null(Hear(100, speech: 0));

        _stretch.Write(isOpen: false, _position);
        Assert.NotNull(Hear(62, speech: 0));
    }

    [Fact]
    public void A_cough_is_owed_no_word()
    {
        Hear(0.3, speech: 1);

        Assert.NotNull(Hear(62, speech: 0));
    }

    /// <returns>The last position that was settled meanwhile.</returns>
    private long? Hear(double seconds, float speech)
    {
        long? settled = null;
        for (var i = 0; i < seconds * PerSecond; i++, _position += Frame)
        {
            settled = _stretch.Hear(new SpeechFrame(_position, new float[Frame], speech, 0)) ?? settled;
        }

        return settled;
    }
}
