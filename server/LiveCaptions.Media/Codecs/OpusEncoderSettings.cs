namespace LiveCaptions.Media.Codecs;

/// <summary>How a publisher encodes.</summary>
/// <param name="Bitrate">In bit/s, 6,000 to 510,000.</param>
/// <param name="Fec">Packets carry the one before in low quality; only if loss is expected.</param>
/// <param name="ExpectedLoss">In percent, 0 to 100.</param>
/// <param name="Dtx">Silence gives packets of one or two bytes, which need not be sent.</param>
/// <param name="Channels">1 or 2.</param>
public sealed record OpusEncoderSettings(int Bitrate = 32_000, bool Fec = false, int ExpectedLoss = 0, bool Dtx = false, int Channels = 1);
