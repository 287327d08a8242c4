namespace LiveCaptions.Captions.Layout;

/// <summary>How a file says who speaks.</summary>
public enum SpeakerMarks
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The name before the text, where the speaker changes: <c>Ann: Good morning.</c></summary>
    Names,

    /// <summary>A dash before the text, where the speaker changes.</summary>
    Dashes,

    /// <summary>
    /// Two angles before the text, where the speaker changes, as American television has it: <c>&gt;&gt; Good morning.</c>
    /// </summary>
    Chevrons,

    /// <summary>A color for each speaker, in formats that have colors.</summary>
    Colors,
}
