namespace LiveCaptions.Media.Rtmp;

/// <summary>E-RTMP's AudioPacketType.</summary>
internal enum ExAudioPacketType
{
    SequenceStart = 0,
    CodedFrames = 1,
    SequenceEnd = 2,
    MultichannelConfig = 4,
    Multitrack = 5,
    ModEx = 7,
}
