using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>How publishers come in by RTMP.</summary>
public sealed class RtmpOptions
{
    public const int DefaultPort = 1935;

    /// <summary>False takes no RTMP at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>TCP port; 0 takes a free one. Null takes 1935, and goes on without RTMP where that is taken.</summary>
    [Range(0, 65_535)]
    public int? Port { get; set; }

    /// <summary>TCP port of RTMPS, which needs <see cref="Certificate"/>; 0 takes a free one, null has none.</summary>
    [Range(0, 65_535)]
    public int? TlsPort { get; set; }

    /// <summary>File with the certificate and, where they are needed, those between it and its root: PEM, or PKCS #12.</summary>
    public string? Certificate { get; set; }

    /// <summary>PEM file with its private key; null looks in <see cref="Certificate"/> itself.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>Password of the key or the PKCS #12 file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Seconds within which hands have to be shaken.</summary>
    [Range(0.1, 60)]
    public double HandshakeSeconds { get; set; } = 3;

    /// <summary>Seconds from then to the request to publish.</summary>
    [Range(0.1, 60)]
    public double ConnectSeconds { get; set; } = 10;

    /// <summary>Seconds without a byte, after which a publisher counts as gone; the session's grace time begins then.</summary>
    [Range(0.1, 600)]
    public double VanishSeconds { get; set; } = 30;

    /// <summary>Connections that have not published yet; for one more, the one that has waited longest is closed.</summary>
    [Range(1, 100_000)]
    public int MaxPending { get; set; } = 100;

    /// <summary>The same of one client.</summary>
    [Range(1, 100_000)]
    public int MaxPendingPerAddress { get; set; } = 20;

    /// <summary>Seconds that a decoder which takes no more input may take before it is replaced.</summary>
    [Range(0.1, 60)]
    public double DecoderSeconds { get; set; } = 5;

    /// <summary>How long shaking hands may take: never longer than all until the request to publish.</summary>
    public TimeSpan Handshake => TimeSpan.FromSeconds(Math.Min(HandshakeSeconds, ConnectSeconds));
}
