namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>A handshake failed. The message says why, as far as the protocol tells.</summary>
public sealed class DtlsException(Exception inner) : Exception($"The DTLS handshake failed: {Reason(inner)}", inner)
{
    // BouncyCastle puts the alert's name in front and our reason behind it.
    private static string Reason(Exception inner) => inner.InnerException?.Message ?? inner.Message;
}
