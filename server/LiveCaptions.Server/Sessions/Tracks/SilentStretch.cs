using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// Up to where nothing is left to recognise though no final says so: in long silence an engine writes nothing, and one that fails at its
/// end should not have all of it heard again. Thread-safe.
/// </summary>
internal sealed class SilentStretch
{
    private const float IsSpeech = 0.5f;

    /// <summary>Frames of speech that no engine owes words for: 0.5 s, as a cough.</summary>
    private const int Cough = 16;

    /// <summary>Silence behind which nothing is to be expected any more of what was before.</summary>
    private static readonly long Long = AudioFormat.ToSamples(60);

    /// <summary>What is heard again all the same.</summary>
    private static readonly long Margin = AudioFormat.ToSamples(5);

    private readonly Lock _lock = new();

    /// <summary>Where the newest frames of speech are that no final has reached: no more than matter.</summary>
    private readonly Queue<long> _owed = new(Cough);
    private long _since;
    private bool _isOpen;

    /// <returns>The position up to which all is settled, in samples of the track; nearly always null.</returns>
    public long? Hear(SpeechFrame frame)
    {
        lock (_lock)
        {
            if (frame.SpeechProbability >= IsSpeech)
            {
                _since = frame.Position;
                Owe(frame.Position);
            }
            else if (frame.Position - _since >= Long && _owed.Count < Cough && !_isOpen)
            {
                _since = frame.Position;
                _owed.Clear();
                return frame.Position - Margin;
            }

            return null;
        }
    }

    /// <summary>The engine wrote something.</summary>
    /// <param name="isOpen">Whether more is to come of the same utterance.</param>
    /// <param name="final">Up to where all is final, in samples of the track. What was said behind it may still be answered.</param>
    public void Write(bool isOpen, long final)
    {
        lock (_lock)
        {
            _isOpen = isOpen;
            while (_owed.TryPeek(out var position) && position < final)
            {
                _owed.Dequeue();
            }
        }
    }

    private void Owe(long position)
    {
        if (_owed.Count == Cough)
        {
            _owed.Dequeue();
        }

        _owed.Enqueue(position);
    }
}
