namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>Reads tokens off one utterance's frames, as they come. Not thread-safe.</summary>
internal interface ITokenSearch
{
    /// <summary>The last token of the likeliest text; null where there is none.</summary>
    TokenNode? Last { get; }

    /// <summary>Leading tokens that will stay.</summary>
    int Stable { get; }

    void Accept(EncoderFrames frames);
}
