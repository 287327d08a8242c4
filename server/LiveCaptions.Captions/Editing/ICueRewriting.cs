using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>Changes the text of many finals alike.</summary>
public interface ICueRewriting
{
    /// <returns>The cue with another text, empty where nothing is left, and how often something was found in it;
    /// seq and revision stay.</returns>
    /// <exception cref="CueRewritingException">It takes too long, or makes too much.</exception>
    (Cue Cue, int Found) Apply(Cue cue);
}
