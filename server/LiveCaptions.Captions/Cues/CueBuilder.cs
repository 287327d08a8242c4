using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>
/// Turns one track's transcripts into changes of live cues. An utterance becomes one or more cues. Within an utterance what is
/// shown is never shortened: a hypothesis with fewer words replaces the words it has and waits with the rest. A cue's place is settled
/// once the next cue is shown; only a final moves it. A final ends all cues of its utterance; what it no longer needs is
/// withdrawn (an interim with empty text). What is shown behind a final that came in mid-speech is the next utterance's already and
/// stays on the screen. Not thread-safe.
/// </summary>
/// <param name="nextId">Gives a new cue's id.</param>
internal sealed class CueBuilder(CueOptions options, Func<string> nextId)
{
    private readonly CueSplitter _splitter = new(options);
    private readonly List<CueDraft> _open = [];
    private int _utterance;

    /// <summary>Cues of the open utterance, newest revision each.</summary>
    public IReadOnlyList<CueDraft> Open => _open;

    public IReadOnlyList<CueDraft> Next(Transcript transcript)
    {
        var changes = new List<CueDraft>();
        if (transcript.Utterance != _utterance)
        {
            // A pipeline that was started again gives the open utterance a new number: its interims will not be finished.
            Withdraw(0, changes);
            _utterance = transcript.Utterance;
        }

        if (transcript.IsFinal)
        {
            Finish(transcript, changes);
        }
        else if (Visible(transcript, [.. _open.SelectMany(c => c.Words)]) is { Count: > 0 } words)
        {
            Show(words, transcript, changes);
        }

        return changes;
    }

    private void Show(IReadOnlyList<Word> words, Transcript transcript, List<CueDraft> changes)
    {
        var split = _splitter.Split(words, _open, transcript.StableWords, isFinal: false);
        for (var i = 0; i < split.Count; i++)
        {
            var draft = Draft(i, CueKind.Interim, split[i], transcript.Language);
            if (i == _open.Count)
            {
                _open.Add(draft);
            }
            else if (draft.Text != _open[i].Text || draft.Speaker?.Number != _open[i].Speaker?.Number)
            {
                _open[i] = draft;
            }
            else
            {
                continue; // nothing that a viewer sees has changed
            }

            changes.Add(draft);
        }
    }

    private void Finish(Transcript transcript, List<CueDraft> changes)
    {
        if (transcript.NextInterim is not { } next)
        {
            FinishOpen(transcript, changes);
            return;
        }

        var border = CueBorder.Of(transcript, _open, _splitter);
        Hold(border.Front);
        FinishOpen(transcript, changes);
        Hold(border.Behind);
        _utterance = next.Utterance;
        next = next with { Words = ShownWords.Label(next.Words, border.Words) };
        Show(Visible(next, border.Words) ?? border.Words, next, changes);
    }

    private void FinishOpen(Transcript transcript, List<CueDraft> changes)
    {
        var split = _splitter.Split(transcript.Words, _open, transcript.Words.Count, isFinal: true);
        var withdrawn = new List<CueDraft>();
        for (var i = 0; i < split.Count; i++)
        {
            if (split[i].Count > 0)
            {
                changes.Add(Draft(i, CueKind.Final, split[i], transcript.Language));
            }
            else
            {
                withdrawn.Add(Withdrawal(_open[i]));
            }
        }

        changes.AddRange(withdrawn);
        Withdraw(split.Count, changes);
    }

    /// <summary>What an interim may show, given what is shown already; null to leave the screen as it is.</summary>
    private List<Word>? Visible(Transcript transcript, IReadOnlyList<Word> shown)
    {
        var words = transcript.Words;
        var ripe = options.HoldBackWords < 0 ? 0 : words.Count - options.HoldBackWords;
        var count = Math.Min(words.Count, Math.Max(shown.Count, Math.Max(transcript.StableWords, ripe)));
        var visible = words.Take(count).ToList();
        if (visible.Count < shown.Count)
        {
            var end = visible.Count > 0 ? visible[^1].End : 0;
            visible.AddRange(shown.Where(w => w.Start >= end).TakeLast(shown.Count - visible.Count));
        }

        return visible.Count < shown.Count ? null : visible;
    }

    private CueDraft Draft(int index, CueKind kind, IReadOnlyList<Word> words, string language)
    {
        var last = index < _open.Count ? _open[index] : null;
        return new CueDraft(last?.Id ?? nextId(), (last?.Revision ?? 0) + 1, kind, words, words[0].Start, language);
    }

    private void Hold(IReadOnlyList<CueDraft> cues)
    {
        _open.Clear();
        _open.AddRange(cues);
    }

    private void Withdraw(int first, List<CueDraft> changes)
    {
        changes.AddRange(_open.Skip(first).Select(Withdrawal));
        _open.Clear();
    }

    private static CueDraft Withdrawal(CueDraft cue) =>
        cue with { Revision = cue.Revision + 1, Kind = CueKind.Interim, Words = [], Text = "" };
}
