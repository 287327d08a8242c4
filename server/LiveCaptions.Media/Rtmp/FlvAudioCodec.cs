namespace LiveCaptions.Media.Rtmp;

/// <summary>How the audio of an FLV tag is encoded.</summary>
public enum FlvAudioCodec
{
    /// <summary>A FourCC that we know nothing about.</summary>
    Unknown,

    /// <summary>One of the old formats that need no configuration: MP3, PCM, G.711, Speex, Nellymoser.</summary>
    Plain,

    Aac,

    /// <summary>By its FourCC; of old it is <see cref="Plain"/>.</summary>
    Mp3,
    Opus,
    Flac,
    Ac3,
    Eac3,
}
