namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// Hears the bursts of <see cref="Fakes.Bursts"/> as they come in: one word per burst, named by its loudness. Of one that it hears less
/// than nearly whole it makes another word, as a recogniser does of half a word.
/// </summary>
internal sealed class BurstEar
{
    /// <summary>Samples of a burst that is understood: 0.28 s.</summary>
    private const long Whole = AudioFormat.SampleRate * 28 / 100;

    private readonly List<(int Number, long Start, long End)> _words = [];
    private int _number;
    private long _start;

    /// <summary>Samples that were heard.</summary>
    public long Heard { get; private set; }

    /// <summary>Whether a word is being said.</summary>
    public bool IsOpen => _number > 0;

    /// <summary>Where the last sound ended; 0 before the first.</summary>
    public long LastSound { get; private set; }

    /// <summary>Words that are over and were not taken.</summary>
    public int Count => _words.Count;

    public void Accept(ReadOnlySpan<short> samples)
    {
        while (samples.Length > 0)
        {
            var number = (int)MathF.Round(samples[0] * 100 / 32768f);
            if (number != _number)
            {
                Close();
                (_number, _start) = (number, Heard);
            }

            var length = samples.IndexOfAnyExcept(samples[0]) is >= 0 and var end ? end : samples.Length;
            Heard += length;
            LastSound = number > 0 ? Heard : LastSound;
            samples = samples[length..];
        }
    }

    /// <summary>Words so far that were not taken.</summary>
    /// <param name="open">Whether what is being said is one of them.</param>
    public IReadOnlyList<(string Text, long Start, long End)> Words(bool open) =>
        [.. (open && IsOpen ? _words.Append((_number, _start, Heard)) : _words).Select(word =>
            ($"{(word.Item3 - word.Item2 >= Whole ? "w" : "half")}{word.Item1}", word.Item2, word.Item3))];

    /// <summary>The words so far are final.</summary>
    /// <param name="open">Whether what is being said is one of them; its rest is none.</param>
    public void Take(bool open)
    {
        _words.Clear();
        _start = open ? Heard : _start;
    }

    private void Close()
    {
        if (_number > 0)
        {
            _words.Add((_number, _start, Heard));
        }
    }
}
