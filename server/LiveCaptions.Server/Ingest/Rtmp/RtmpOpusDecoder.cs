using System.Buffers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Opus (E-RTMP), decoded in this process.</summary>
internal sealed class RtmpOpusDecoder(RtmpTrackWriter track) : IRtmpAudioDecoder
{
    private readonly TimedOpusDecoder _decoder = new(track.Position);
    private readonly ArrayBufferWriter<short> _samples = new();

    public async ValueTask DecodeAsync(long milliseconds, FlvAudioTag frames)
    {
        if (_decoder.GapBefore(milliseconds) is > 0 and var gap)
        {
            await track.ReachAsync(track.Position + gap);
            _decoder.Advance(gap);
        }

        _samples.ResetWrittenCount();
        _decoder.Decode(milliseconds, frames.Data.Span, _samples);
        await track.AppendAsync(_samples.WrittenMemory);
        foreach (var notice in _decoder.Notices)
        {
            track.Notify(notice);
        }
    }

    public Task FinishAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _decoder.Dispose();
        return ValueTask.CompletedTask;
    }
}
