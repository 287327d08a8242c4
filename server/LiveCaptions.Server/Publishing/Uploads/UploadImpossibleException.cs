namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>An upload cannot succeed without a person; the message is one line.</summary>
public sealed class UploadImpossibleException(string message) : Exception(message);
