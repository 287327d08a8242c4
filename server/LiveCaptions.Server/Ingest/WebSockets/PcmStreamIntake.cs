using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>PCM that is cut into messages anywhere, also within a sample; as it is, or by G.711.</summary>
/// <param name="format">Of G.711 int16: what it becomes.</param>
/// <param name="split">Whether each channel is a track of its own.</param>
/// <param name="isMuLaw">Which law of G.711; null for PCM as it is.</param>
public sealed class PcmStreamIntake(PcmFormat format, bool split, bool? isMuLaw = null) : IAudioIntake
{
    private readonly PcmIntake _whole = new(format, split);
    private byte[] _rest = [];

    public bool IsFleeting => false;

    public IEnumerable<(int Channel, AudioNotice? Notice)> Notices => _whole.Notices;

    private int BytesPerFrame => isMuLaw is null ? format.BytesPerFrame : format.Channels;

    public void Take(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> bytes = _rest.Length == 0 ? message : [.. _rest, .. message];
        var whole = bytes.Length - (bytes.Length % BytesPerFrame);
        _rest = bytes[whole..].ToArray();
        _whole.Take(isMuLaw is { } law ? Expand(bytes[..whole], law) : bytes[..whole]);
    }

    public bool TryRead(out IReadOnlyList<ReadOnlyMemory<short>> samples) => _whole.TryRead(out samples);

    public void Complete() => _whole.Complete();

    public void Dispose() => _whole.Dispose();

    private static ReadOnlySpan<byte> Expand(ReadOnlySpan<byte> bytes, bool isMuLaw)
    {
        var samples = new short[bytes.Length];
        G711.Expand(bytes, isMuLaw, samples);
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan());
    }
}
