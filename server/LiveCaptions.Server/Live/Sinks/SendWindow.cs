using System.Runtime.InteropServices;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>
/// When a cue may be sent: not before <paramref name="From"/>, and behind <paramref name="Until"/> it is of no use any more.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SendWindow(DateTimeOffset From, DateTimeOffset Until);
