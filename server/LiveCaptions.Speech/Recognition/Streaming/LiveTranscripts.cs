namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// What a live stream tells of its windows: interims, and finals as soon as their words fill cues, a sentence and a pause are over, or the
/// speaker rests.
/// </summary>
/// <param name="wholeCues">How many of the final words fill cues; null where finals end at pauses only.</param>
/// <param name="language">BCP 47; where the engine finds it out, what it finds goes before.</param>
/// <param name="write">Takes the transcripts.</param>
internal sealed class LiveTranscripts(Func<IReadOnlyList<Word>, int>? wholeCues, string language, Action<Transcript> write)
{
    /// <summary>Samples of final words that are given out at the latest though they fill no cue: 7 s.</summary>
    private const long Longest = 7 * AudioFormat.SampleRate;

    /// <summary>Samples of speech without a word that are told of: 0.5 s.</summary>
    private const long Unsaid = AudioFormat.SampleRate / 2;

    private int _number = 1;

    /// <summary>Whether there is an interim that no final followed yet.</summary>
    private bool _isShown;

    /// <summary>Writes what is known by now.</summary>
    public void Show(SlidingWindow window)
    {
        var (held, open) = (window.Held, window.Open);
        if (held.Count + open.Count > 0)
        {
            _isShown = true;
            write(Of(window, [.. held, .. open], held.Count + window.Stable, window.End) with
            {
                Heard = window.Heard! with { KeepFrom = window.GivenTo },
            });
        }
    }

    /// <summary>Writes finals and what is known behind them.</summary>
    /// <param name="moment">Why the window was decoded for good.</param>
    /// <param name="end">Position behind what is heard.</param>
    public void Give(SlidingWindow window, LiveMoment moment, long end)
    {
        if (moment == LiveMoment.Rested)
        {
            GiveAll(window, end);
        }
        else if (Due(window, moment) is var count and > 0)
        {
            WriteFinal(window, count, window.EndOf(count));
        }

        Show(window);
    }

    /// <summary>
    /// Writes the last final; what was shown behind it is withdrawn. Speech that made no words is one, too: somebody spoke.
    /// </summary>
    /// <param name="end">Position where the speech ends.</param>
    public void End(SlidingWindow window, long end)
    {
        GiveAll(window, end);
        if (_isShown || window.SpeechNotGiven >= Unsaid)
        {
            WriteFinal(window, 0, end);
        }
    }

    private void GiveAll(SlidingWindow window, long end)
    {
        if (window.Held.Count > 0)
        {
            WriteFinal(window, window.Held.Count, end);
        }
    }

    /// <summary>How many of the held words are given out now.</summary>
    private int Due(SlidingWindow window, LiveMoment moment)
    {
        var held = window.Held;
        if (held.Count == 0)
        {
            return 0;
        }

        var isWhole = moment == LiveMoment.Paused && window.Open.Count == 0 && Sentence.EndsWith(held[^1].Text);
        return isWhole || held[^1].End - held[0].Start > Longest ? held.Count : wholeCues?.Invoke(held) ?? 0;
    }

    private void WriteFinal(SlidingWindow window, int count, long end)
    {
        var words = window.Held.GetRange(0, count);
        var heard = window.Take(count, end);
        IReadOnlyList<Word> next = [.. window.Held, .. window.Open];
        _isShown = next.Count > 0;
        write(Of(window, words, count, end) with
        {
            IsFinal = true,
            Heard = heard,
            Next = next,
        });
        _number++;
    }

    private Transcript Of(SlidingWindow window, IReadOnlyList<Word> words, int stable, long end) => new()
    {
        Utterance = _number,
        IsFinal = false,
        Words = words,
        StableWords = stable,
        Language = window.Language ?? language,
        LanguageFrom = window.Language is null ? LanguageSource.Nobody : LanguageSource.Engine,
        AudioEnd = end,
    };
}
