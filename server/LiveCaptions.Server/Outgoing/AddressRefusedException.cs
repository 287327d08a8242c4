using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Outgoing;

/// <summary>The address leads to where the policy does not let it.</summary>
public sealed class AddressRefusedException(string host, Exception? inner = null) : MediaReadException(
    $"{host} leads to this machine or a private network, which is not reached from here "
    + $"(LIVECAPTIONS_Outgoing__Allow={host} allows it, LIVECAPTIONS_Import__AllowPrivateAddresses=true all that is imported).",
    inner);
