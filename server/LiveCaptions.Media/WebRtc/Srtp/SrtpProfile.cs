namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>How SRTP is encrypted and authenticated, by the number that DTLS negotiates (RFC 5764 §4.1.2, RFC 7714 §14.2).</summary>
public enum SrtpProfile : ushort
{
    /// <summary>SRTP_AES128_CM_HMAC_SHA1_80: AES in counter mode, HMAC-SHA1 cut to 80 bits.</summary>
    Aes128CmSha1 = 0x0001,

    /// <summary>SRTP_AEAD_AES_128_GCM.</summary>
    Aes128Gcm = 0x0007,
}
