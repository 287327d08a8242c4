namespace LiveCaptions.Media.Rtmp;

/// <summary>What an RTMP message is about (RTMP 1.0 §5.4, §6.2, §7.1).</summary>
public enum RtmpMessageType : byte
{
    SetChunkSize = 1,
    Abort = 2,
    Acknowledgement = 3,
    UserControl = 4,
    WindowAcknowledgementSize = 5,
    SetPeerBandwidth = 6,
    Audio = 8,
    Video = 9,
    Amf3Data = 15,
    Amf3Command = 17,
    Amf0Data = 18,
    Amf0Command = 20,
    Aggregate = 22,
}
