using System.Net;

namespace LiveCaptions.Media.WebRtc;

/// <summary>An address of this machine to receive at.</summary>
/// <param name="Local">What the socket is bound to: never the wildcard, or replies might leave from another address.</param>
/// <param name="Advertised">What publishers are told: the same, or what a 1:1 NAT in front makes of it.</param>
public sealed record UdpAddress(IPAddress Local, IPAddress Advertised);
