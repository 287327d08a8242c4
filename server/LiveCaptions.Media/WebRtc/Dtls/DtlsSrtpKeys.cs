using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>What a handshake is for: the SRTP profile that was chosen, and the keys of both directions.</summary>
/// <param name="Exported">As <see cref="SrtpKeys"/> reads them.</param>
public sealed record DtlsSrtpKeys(SrtpProfile Profile, byte[] Exported)
{
    /// <summary>Protects what the client sends, or opens it.</summary>
    public SrtpContext OpenClientContext()
    {
        var keys = new SrtpKeys(Profile, Exported);
        return new SrtpContext(Profile, keys.ClientKey, keys.ClientSalt);
    }

    /// <summary>Protects what the server sends, or opens it.</summary>
    public SrtpContext OpenServerContext()
    {
        var keys = new SrtpKeys(Profile, Exported);
        return new SrtpContext(Profile, keys.ServerKey, keys.ServerSalt);
    }
}
