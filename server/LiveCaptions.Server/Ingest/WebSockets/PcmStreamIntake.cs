using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>PCM that is cut into messages anywhere, also within a sample.</summary>
/// <param name="split">Whether each channel is a track of its own.</param>
public sealed class PcmStreamIntake(PcmFormat format, bool split) : IAudioIntake
{
    private readonly PcmIntake _whole = new(format, split);
    private byte[] _rest = [];

    public bool IsFleeting => false;

    public IEnumerable<(int Channel, AudioNotice? Notice)> Notices => _whole.Notices;

    public void Take(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> bytes = _rest.Length == 0 ? message : [.. _rest, .. message];
        var whole = bytes.Length - (bytes.Length % format.BytesPerFrame);
        _rest = bytes[whole..].ToArray();
        _whole.Take(bytes[..whole]);
    }

    public bool TryRead(out IReadOnlyList<ReadOnlyMemory<short>> samples) => _whole.TryRead(out samples);

    public void Complete() => _whole.Complete();

    public void Dispose() => _whole.Dispose();
}
