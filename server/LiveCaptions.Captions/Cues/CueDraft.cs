using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>A change to one cue of a track, before the timeline gives it seq, seconds and latency.</summary>
/// <param name="Words">With times in samples; empty when the cue is withdrawn.</param>
/// <param name="Start">Position of the cue's first word, in samples (of its last shown one when withdrawn).</param>
internal sealed record CueDraft(string Id, int Revision, CueKind Kind, IReadOnlyList<Word> Words, long Start, string Language)
{
    /// <summary>Who says most of it; null while that is not sure.</summary>
    public SpeakerLabel? Speaker { get; } = WordSpeakers.Most(Words);

    public string Text { get; init; } = string.Join(' ', Words.Select(w => w.Text));

    /// <summary>As viewers see it still, though it is to hold other words from now on.</summary>
    public CueDraft Holding(IReadOnlyList<Word> words) => new(Id, Revision, Kind, words, words[0].Start, Language) { Text = Text };
}
