namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>A section of an offer that the answer does not refuse.</summary>
/// <param name="Section">As offered.</param>
/// <param name="Codec">The one payload type that the answer keeps.</param>
/// <param name="Receives">False for a section that only holds the bundle's transport: nothing is to be sent in it.</param>
internal sealed record AcceptedMedia(OfferedMedia Section, OfferedCodec Codec, bool Receives);
