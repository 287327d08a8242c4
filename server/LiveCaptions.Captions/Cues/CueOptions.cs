using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Captions.Cues;

/// <summary>How live cues look.</summary>
public sealed class CueOptions
{
    /// <summary>Characters per line.</summary>
    [Range(16, 100)]
    public int LineWidth { get; set; } = 42;

    /// <summary>Lines per cue.</summary>
    [Range(1, 3)]
    public int Lines { get; set; } = 2;

    /// <summary>Trailing words of an interim that are held back unless two hypotheses agree on them; -1 shows stable words only.</summary>
    [Range(-1, 10)]
    public int HoldBackWords { get; set; } = -1;
}
