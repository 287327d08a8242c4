namespace LiveCaptions.Captions.Formats;

/// <summary>A caption file format; one file per format, found by its extension.</summary>
public interface ICueFormat
{
    /// <summary>Without the dot, as in the export URL and the output's name.</summary>
    string Extension { get; }

    string ContentType { get; }

    /// <summary>Whether it writes <see cref="CaptionDocument.Turns"/>: they are read from the store for such a format only.</summary>
    bool WritesTurns => false;

    /// <summary>Whether it writes <see cref="CaptionDocument.Emotions"/>: they are read from the store for such a format only.</summary>
    bool WritesEmotions => false;

    /// <summary>Writes the whole document as UTF-8 without a byte order mark.</summary>
    void Write(CaptionDocument document, Stream output);
}
