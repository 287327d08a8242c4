namespace LiveCaptions.Server.Access;

/// <summary>What an API key, or a token of one session, lets its holder do.</summary>
[Flags]
public enum KeyScope
{
    None = 0,

    /// <summary>Make sessions; as a token: publish the session, as its stream key does.</summary>
    Publish = 1,

    /// <summary>Watch, and download captions.</summary>
    View = 2,

    /// <summary>Everything, on every session.</summary>
    Admin = 4,

    /// <summary>Tokens only: watch, correct, finish and delete the session.</summary>
    Edit = 8,
}
