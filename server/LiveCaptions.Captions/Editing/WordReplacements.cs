using LiveCaptions.Captions.Cues;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Editing;

/// <summary>A session's replacements on what is there, as they act on what is said.</summary>
/// <param name="formatter">Replaces, and does nothing else.</param>
public sealed class WordReplacements(TranscriptFormatter formatter) : ICueRewriting
{
    public (Cue Cue, int Found) Apply(Cue cue)
    {
        if (SoundCue.Is(cue))
        {
            return (cue, 0);
        }

        var words = CueTimes.WordsOf(cue);
        var before = new Transcript
        {
            Utterance = 0,
            IsFinal = true,
            Words = [.. words.Select(word =>
                new Word(word.Text, AudioFormat.ToSamples(word.Start), AudioFormat.ToSamples(word.End), (float)word.Confidence)
                {
                    Raw = word.Raw
                })],
            StableWords = words.Count,
            Language = cue.Language ?? "und",
            AudioEnd = AudioFormat.ToSamples(cue.End),
        };
        var written = formatter.Format(before).Words;
        var text = string.Join(' ', written.Select(word => word.Text));
        return text == cue.Text
            ? (cue, 0)
            : (CueTouch.Mark(cue, CueTouch.Text) with { Text = text, Words = cue.Words is null ? null : [.. written.Select(ToWord)] }, 1);
    }

    private static CueWord ToWord(Word word) =>
        new(word.Text, Seconds(word.Start), Seconds(word.End), Math.Round(word.Confidence, 3)) { Raw = word.Raw };

    private static double Seconds(long samples) => Math.Round(AudioFormat.ToSeconds(samples), 3);
}
