using LiveCaptions.Media;

namespace LiveCaptions.Server.Import.Links;

/// <summary>The address leads to this machine or a private network.</summary>
public sealed class AddressRefusedException(string host, Exception? inner = null) : MediaReadException(
    $"{host} leads to this machine or a private network, which is not fetched from here (LIVECAPTIONS_Import__AllowPrivateAddresses=true allows it).", inner);
