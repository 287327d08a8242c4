using LiveCaptions.Media;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Opus (E-RTMP), by libopus in this process.</summary>
internal sealed class RtmpOpusDecoder(RtmpTrackWriter track) : IRtmpAudioDecoder
{
    /// <summary>Samples by which packets may be off their time: timestamps are whole milliseconds, and encoders are not exact.</summary>
    private const int Tolerance = AudioFormat.SampleRate / 10;

    /// <summary>What a packet has that cannot be read: 20 ms nearly always.</summary>
    private const int FrameSamples = AudioFormat.SampleRate / 50;

    private readonly OpusDecoder _decoder = new();
    private long _lost;
    private readonly short[] _samples = new short[OpusDecoder.MaxSamples];

    public async ValueTask DecodeAsync(long milliseconds, FlvAudioTag frames)
    {
        var position = milliseconds * AudioFormat.SampleRate / 1000;
        if (position > track.Position + Tolerance)
        {
            await track.ReachAsync(position);
        }

        var count = _decoder.Decode(frames.Data.Span, _samples);
        if (count == 0)
        {
            _lost += count = FrameSamples;
            _decoder.Conceal(_samples.AsSpan(0, count));
        }

        if (position >= track.Position - Tolerance)
        {
            await track.AppendAsync(_samples.AsMemory(0, count));
        }
        else
        {
            _lost += count;
        }

        track.Notify(_decoder.Notice);
        track.Notify(_lost == 0 ? null : new AudioNotice("opusDropped", "Opus packets were broken, or came again for a time that was over: they are missing.") { LostSamples = _lost });
    }

    public Task FinishAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _decoder.Dispose();
        return ValueTask.CompletedTask;
    }
}
