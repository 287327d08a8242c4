namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>Sizes of <see cref="SrtpProfile"/>, in bytes.</summary>
public static class SrtpProfiles
{
    /// <summary>Bytes of a master key and of a session key.</summary>
    public const int KeySize = 16;

    /// <summary>Bytes of a master salt and of a session salt.</summary>
    public static int SaltSize(this SrtpProfile profile) => profile == SrtpProfile.Aes128Gcm ? 12 : 14;

    /// <summary>Bytes that authentication adds to a packet.</summary>
    public static int TagSize(this SrtpProfile profile) => profile == SrtpProfile.Aes128Gcm ? 16 : 10;
}
