using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>An Opus packet of a recording.</summary>
/// <param name="Data">Valid until more bytes are given to its reader.</param>
/// <param name="Milliseconds">When it begins, on the recording's own clock.</param>
/// <param name="StartsRecording">It is the first of a recording: another one before it, on another clock, has ended.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedPacket(ReadOnlyMemory<byte> Data, long Milliseconds, bool StartsRecording);
