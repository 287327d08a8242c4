namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>No Google project is named that captions could go to YouTube by.</summary>
public sealed class NotSetUpException() : Exception(
    "YouTube is not set up: name a Google project's OAuth client by LIVECAPTIONS_YouTube__ClientId and "
    + "LIVECAPTIONS_YouTube__ClientSecret (docs/youtube.md).");
