using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>No Google project is named that captions could go to YouTube by.</summary>
public sealed class NotSetUpException : Exception
{
    public NotSetUpException()
        : base("YouTube is not set up: name a Google project's OAuth client by LIVECAPTIONS_YouTube__ClientId and "
            + "LIVECAPTIONS_YouTube__ClientSecret (docs/youtube.md).")
    {
    }

    /// <param name="client">That was asked for.</param>
    public NotSetUpException(string client)
        : base($"There is no Google project '{CaptionText.Shown(client)}': name its OAuth client by "
            + "LIVECAPTIONS_YouTube__Clients__NAME__ClientId and LIVECAPTIONS_YouTube__Clients__NAME__ClientSecret (docs/youtube.md).")
    {
    }
}
