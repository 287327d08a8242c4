using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Editing;

/// <summary>
/// What a person wrote stays where a transcript is made anew: it takes the place of the words that were said in its time. What a person
/// deleted stays away; whom a person gave a cue to says what is said then.
/// </summary>
public static class CarriedEdits
{
    /// <summary>Seconds; a word at the border of an edit that is in the edit, too, is one word.</summary>
    private const double Border = 0.3;

    /// <param name="made">The new transcript's, in order of start.</param>
    /// <param name="edited">An older transcript's that a person edited or deleted; of two in one time the first counts.</param>
    /// <returns>In order of start. Of cues that are cut the ids are not unique.</returns>
    public static IReadOnlyList<Cue> Into(IReadOnlyList<Cue> made, IReadOnlyList<Cue> edited)
    {
        List<Cue> edits = [];
        var taken = new CuesByTime();
        foreach (var edit in edited)
        {
            if (!taken.Near(edit.Start, edit.End).Exists(other => Covers(other, edit.Start, edit.End) && MayBeOne(other, edit)))
            {
                edits.Add(edit);
                taken.Add(edit);
            }
        }

        var given = CuesByTime.Of(edits.FindAll(HasSpeakerOnly));
        edits.RemoveAll(HasSpeakerOnly);
        var kept = edits.Where(edit => !edit.Deleted);
        var written = CuesByTime.Of(edits);
        return edited.Count == 0
            ? made
            : [.. made.SelectMany(cue => Without(Given(cue, given), written)).Concat(kept).OrderBy(cue => cue.Start)];
    }

    private static bool HasSpeakerOnly(Cue edit) => edit.Touched is [CueTouch.Speaker];

    private static Cue Given(Cue cue, CuesByTime given) =>
        given.Near(cue.Start, cue.End).Find(edit => Covers(edit, cue.Start, cue.End)) is { } edit
            ? CueTouch.Mark(cue, CueTouch.Speaker) with { Speaker = edit.Speaker }
            : cue;

    /// <summary>What is left of a cue, each stretch of words by itself.</summary>
    private static IEnumerable<Cue> Without(Cue cue, CuesByTime edits)
    {
        var near = edits.Near(cue.Start - Border, cue.End + Border)
            .FindAll(edit => edit.Start - Border < cue.End && edit.End + Border > cue.Start);
        if (near.Count == 0)
        {
            return [cue];
        }

        if (cue.Words is not { Count: > 0 } words)
        {
            return near.Exists(edit => Covers(edit, cue.Start, cue.End)) ? [] : [cue];
        }

        var stretches = new List<List<CueWord>> { new() };
        foreach (var word in words)
        {
            if (!near.Exists(edit => Replaces(edit, cue, word)))
            {
                stretches[^1].Add(word);
            }
            else if (stretches[^1].Count > 0)
            {
                stretches.Add([]);
            }
        }

        stretches.RemoveAll(stretch => stretch.Count == 0);
        return stretches is [{ Count: var count }] && count == words.Count ? [cue] : stretches.Select(stretch => Of(cue, stretch));
    }

    private static Cue Of(Cue cue, List<CueWord> words) => cue with
    {
        Start = words[0].Start,
        End = words[^1].End,
        Text = string.Join(' ', words.Select(word => word.Text)),
        Words = words,
    };

    /// <summary>Somebody else may speak at the same time: then a word is the edit's only where the edit has it.</summary>
    private static bool Replaces(Cue edit, Cue cue, CueWord word)
    {
        var middle = (word.Start + word.End) / 2;
        var isSame = MayBeOne(edit, cue);
        return middle >= edit.Start && middle <= edit.End
            ? isSame || Has(edit, word)
            : middle > edit.Start - Border
                && middle < edit.End + Border && AtBorder(edit, middle) is { } border && WordAlignment.AreSame(border, word.Text);
    }

    private static bool MayBeOne(Cue one, Cue other) => one.Speaker is null || other.Speaker is null || one.Speaker.Id == other.Speaker.Id;

    private static bool Has(Cue edit, CueWord word) => CaptionText.Words(edit.Text).Any(own => WordAlignment.AreSame(own, word.Text));

    private static string? AtBorder(Cue edit, double middle)
    {
        var words = CaptionText.Words(edit.Text);
        return words.Length == 0 ? null : middle < edit.Start ? words[0] : words[^1];
    }

    private static bool Covers(Cue edit, double start, double end) =>
        2 * (Math.Min(edit.End, end) - Math.Max(edit.Start, start)) > end - start;
}
