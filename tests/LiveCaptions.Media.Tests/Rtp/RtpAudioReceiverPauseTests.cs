using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

/// <summary>Nothing comes for long: what is written meanwhile, and what of it was lost.</summary>
public sealed class RtpAudioReceiverPauseTests : IDisposable
{
    // In packets of 20 ms.
    private const int Second = 50;
    private const int PauseBegin = 50;
    private const int PauseEnd = PauseBegin + (60 * Second);

    private readonly RtpStream _stream = new();

    private RtpAudioReceiver Receiver => _stream.Receiver;

    public void Dispose() => _stream.Dispose();

    [Fact]
    public void Silence_of_a_long_pause_is_written_while_it_lasts()
    {
        _stream.Send(0..PauseBegin);
        _stream.Tick(RtpStream.At(PauseBegin + (9 * Second)));
        Assert.Equal(PauseBegin, _stream.Packets);
        _stream.Tick(RtpStream.At(PauseBegin + (40 * Second)));
        Assert.InRange(_stream.Packets, PauseBegin + (30 * Second) - 2, PauseBegin + (30 * Second));
    }

    [Fact]
    public void Pause_of_a_sender_whose_clock_goes_on_has_its_length_and_is_not_lost()
    {
        Pause();
        var first = _stream.FirstTimestamp;
        for (var i = 0; i < 10; i++)
        {
            _stream.FirstTimestamp = first + ((uint)(PauseEnd - PauseBegin) * RtpStream.PacketTicks);
            _stream.Send(PauseBegin + i, RtpStream.At(PauseEnd + i));
        }

        Assert.Equal((PauseEnd + 10, 0), (_stream.Packets, Receiver.LostSamples));
    }

    [Fact]
    public void Pause_of_a_sender_whose_clock_stands_still_is_as_long_as_time_passed()
    {
        Pause();
        for (var i = PauseBegin; i < PauseBegin + 10; i++)
        {
            _stream.Send(i, RtpStream.At(i + PauseEnd - PauseBegin));
        }

        Assert.InRange(_stream.Packets, PauseEnd + 8, PauseEnd + 10);
        Assert.Equal(0, Receiver.LostSamples);
    }

    [Fact]
    public void Audio_that_was_sent_and_did_not_come_is_lost_however_long()
    {
        Pause();
        _stream.Send(PauseEnd..(PauseEnd + 20));
        _stream.Flush(RtpStream.At(PauseEnd + 30));
        Assert.Equal(PauseEnd + 20, _stream.Packets);
        Assert.Equal((PauseEnd - PauseBegin) * 320, Receiver.LostSamples);
    }

    private void Pause()
    {
        _stream.Send(0..PauseBegin);
        for (var i = PauseBegin; i < PauseEnd; i += 5)
        {
            _stream.Tick(RtpStream.At(i));
        }
    }
}
