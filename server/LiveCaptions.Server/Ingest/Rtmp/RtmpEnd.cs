namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>How a connection ended, where nothing was wrong with it.</summary>
internal enum RtmpEnd
{
    /// <summary>The publisher said that this was all.</summary>
    Unpublished,

    /// <summary>The connection broke, or was closed without a word.</summary>
    HungUp,
}
