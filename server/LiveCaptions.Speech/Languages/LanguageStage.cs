using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Languages;

/// <summary>Labels what one engine writes of a track. Where that fails, transcripts are in the language that the engine says.</summary>
/// <param name="spoken">What the engine recognises, BCP 47.</param>
/// <param name="onFault">Told of every transcript that it failed on.</param>
public sealed class LanguageStage(LanguageTracker tracker, IReadOnlyList<string> spoken, Action<Exception> onFault)
{
    public Transcript Label(Transcript transcript)
    {
        try
        {
            return tracker.Label(transcript, spoken);
        }
        catch (Exception fault)
        {
            onFault(fault);
            return transcript;
        }
    }
}
