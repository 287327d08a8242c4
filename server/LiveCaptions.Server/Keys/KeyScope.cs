namespace LiveCaptions.Server.Keys;

/// <summary>What an API key lets its holder do.</summary>
[Flags]
public enum KeyScope
{
    None = 0,

    /// <summary>Publish any session.</summary>
    Publish = 1,

    /// <summary>Watch, and download captions.</summary>
    View = 2,

    /// <summary>Everything else, and watching too.</summary>
    Admin = 4,
}
