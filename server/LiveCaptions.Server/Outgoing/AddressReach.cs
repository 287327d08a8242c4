namespace LiveCaptions.Server.Outgoing;

/// <summary>How far a part of the server may reach by itself, without an entry in <see cref="OutgoingOptions.Allow"/>.</summary>
public enum AddressReach
{
    /// <summary>The internet, without this machine's own addresses.</summary>
    Internet,

    /// <summary>
    /// That, this machine and private networks; but no link-local addresses, where clouds keep their secrets, and no port of this server.
    /// </summary>
    LocalNetwork,

    /// <summary>Everything: whoever asks is trusted like the administrator.</summary>
    Everywhere,
}
