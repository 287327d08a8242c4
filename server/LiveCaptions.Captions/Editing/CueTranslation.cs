using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Editing;

/// <summary>
/// A final in another language: a cue of its own, with the times and the speaker of what was said. A translation that is there is always
/// one of the words as they are: it goes when they change, and is made again. One that a person made stays, and says that it is stale.
/// </summary>
public static class CueTranslation
{
    /// <param name="before">The translation that was there, deleted; null where there was none.</param>
    /// <param name="seq">Of the message that brings it.</param>
    /// <param name="isDraft">Made by rules, to be understood only.</param>
    public static Cue Of(Cue said, string language, string text, Cue? before, long seq, DateTimeOffset now, bool isDraft) => said with
    {
        Id = CueIds.OfTranslation(said.Id, language),
        Of = said.Id,
        Language = language,
        Text = text,
        Words = null,
        Seq = seq,
        Revision = (before?.Revision ?? 0) + 1,
        Latency = said.Latency is { } latency ? Math.Round(latency + (now - said.CreatedAt).TotalSeconds, 3) : null,
        CreatedAt = now,
        Shown = null,
        Edited = false,
        Touched = null,
        Draft = isDraft,
    };

    /// <summary>A person's translation in the place of what was there.</summary>
    /// <param name="said">What it is one of.</param>
    public static Cue Correct(Cue translation, Cue said, string text) => CueTouch.Mark(translation, CueTouch.Text) with
    {
        Text = string.Join(' ', CaptionText.Words(text)),
        Draft = false,
        Stale = false,
        Basis = FingerprintOf(said.Text),
    };

    /// <summary>What becomes of a translation when what was said changes: it takes over times and speaker, or goes with the
    /// words.</summary>
    /// <param name="before">What was said as it was translated.</param>
    /// <param name="after">As it is now.</param>
    public static Cue Follow(Cue translation, Cue before, Cue after, long seq, DateTimeOffset now)
    {
        var moved = translation with
        {
            Start = after.Start,
            End = after.End,
            Speaker = after.Speaker,
            Emotion = after.Emotion,
            Seq = seq,
            Revision = translation.Revision + 1,
            Latency = null,
            CreatedAt = now,
        };
        return after.Deleted || (moved.Basis is null && after.Text != before.Text) ? CueDeletion.Of(moved) with { Edited = false }
            : moved with { Stale = moved.Basis is { } basis && basis != FingerprintOf(after.Text) };
    }

    /// <summary>A person's translation for a cue of another transcript.</summary>
    /// <param name="said">That cue.</param>
    /// <param name="isSame">Whether its words are those that were translated, but for how they are written.</param>
    public static Cue Carry(Cue translation, Cue said, bool isSame, long seq, DateTimeOffset now)
    {
        // What was stale stays so, whatever its basis was.
        var isFresh = isSame && !translation.Stale;
        return translation with
        {
            Id = CueIds.OfTranslation(said.Id, translation.Language!),
            Of = said.Id,
            Start = said.Start,
            End = said.End,
            Speaker = said.Speaker,
            Emotion = said.Emotion,
            Seq = seq,
            Revision = 1,
            Latency = null,
            Shown = null,
            CreatedAt = now,
            Basis = isFresh ? FingerprintOf(said.Text) : translation.Basis,
            Stale = !isFresh && translation.Basis != FingerprintOf(said.Text),
        };
    }

    /// <summary>Enough to see whether words are others, and too little to find out what they were.</summary>
    private static string FingerprintOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
