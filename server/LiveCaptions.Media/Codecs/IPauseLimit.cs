namespace LiveCaptions.Media.Codecs;

/// <summary>How long a medium may say that nothing was heard: silence costs room and time, and timestamps can say anything.</summary>
internal interface IPauseLimit
{
    /// <summary>Takes a pause into account.</summary>
    /// <param name="samples">Its length, at 16 kHz.</param>
    /// <returns>False where it cannot be one.</returns>
    bool Allows(long samples);
}
