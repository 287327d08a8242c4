namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>Sends one datagram to the other side, wherever it is now.</summary>
public delegate void DatagramSend(ReadOnlySpan<byte> datagram);
