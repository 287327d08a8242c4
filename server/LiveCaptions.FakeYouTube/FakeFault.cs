namespace LiveCaptions.FakeYouTube;

/// <summary>What may happen to a request.</summary>
public enum FakeFault
{
    None,

    /// <summary>500, 502 or 503: it cost its units, and nothing was done.</summary>
    ServerError,

    /// <summary>429: it cost nothing, and nothing was done.</summary>
    TooMany,

    /// <summary>The line breaks before anything was done; of what was being uploaded, half arrived.</summary>
    BrokenLine,

    /// <summary>It is done, and the line breaks before that is said.</summary>
    LostReply,

    /// <summary>The upload that the request goes on with is not known any more: 410. Other requests fail with 503.</summary>
    ExpiredUpload,
}
