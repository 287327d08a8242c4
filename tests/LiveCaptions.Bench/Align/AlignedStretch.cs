using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Align;

/// <summary>A stretch of a programme whose text is given to the aligner.</summary>
/// <param name="Heard">Its sound, with the detector's speech.</param>
/// <param name="Clips">What is said in it, and where.</param>
public sealed record AlignedStretch(HeardUtterance Heard, IReadOnlyList<TimedClip> Clips)
{
    /// <summary>Its words, with times spread evenly, as who knows nothing would guess.</summary>
    public IReadOnlyList<Word> Words
    {
        get
        {
            List<string> texts = [.. Clips.SelectMany(WordsOf)];
            long At(int word) => Heard.Start + ((long)Heard.Audio.Length * word / texts.Count);
            return [.. texts.Select((text, at) => new Word(text, At(at), At(at + 1), 1))];
        }
    }

    /// <summary>A clip's words, as they are written.</summary>
    public static string[] WordsOf(TimedClip clip) => clip.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
