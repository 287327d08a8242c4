namespace LiveCaptions.Server.Import.Links;

/// <summary>Something went wrong that may not go wrong again.</summary>
internal sealed class TransientFetchException(string message, Exception? inner = null) : Exception(message, inner);
