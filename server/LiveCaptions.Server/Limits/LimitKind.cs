namespace LiveCaptions.Server.Limits;

/// <summary>What a request counts as, besides being a request.</summary>
public enum LimitKind
{
    /// <summary>Nothing more.</summary>
    Request,

    /// <summary>Somebody watches, as long as the request lasts.</summary>
    Watch,

    /// <summary>A caption file is made and taken away, or all captions of a session are gone through.</summary>
    Export,

    /// <summary>Something is told of a whole session, one session at a time: who waits holds no place of an export.</summary>
    Analysis,

    /// <summary>Something is made that stays: a session, a voice profile.</summary>
    Create,

    /// <summary>A file is taken in, or an address looked at.</summary>
    Import,

    /// <summary>A publisher asks to be let in.</summary>
    Publish,
}
