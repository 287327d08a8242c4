namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>What kind of trouble an answer is, by what there is to do.</summary>
public enum YouTubeFaultKind
{
    /// <summary>5xx, 429, a broken line: later it may work.</summary>
    Passing,

    /// <summary>Nothing more goes today.</summary>
    QuotaSpent,

    /// <summary>There is a track of this language and name.</summary>
    Exists,

    /// <summary>The track, the video or the upload is not there.</summary>
    NotFound,

    /// <summary>The consent was taken back or has run out: a person has to sign in again.</summary>
    SignIn,

    /// <summary>It will be refused again.</summary>
    Refused,
}
