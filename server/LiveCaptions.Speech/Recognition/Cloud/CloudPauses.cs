namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// Pauses in speech, by voice activity alone: where a provider is asked for what it has rather than left to wait for more.
/// </summary>
internal sealed class CloudPauses
{
    /// <summary>Frames of silence behind speech that are an end: 0.6 s.</summary>
    private const int Ending = 19;

    private int _silence;
    private bool _hasSpoken;
    private long _due = long.MaxValue;

    public void Accept(SpeechFrame frame)
    {
        if (frame.SpeechProbability >= HeardUtterance.ClearSpeech)
        {
            (_silence, _hasSpoken, _due) = (0, true, long.MaxValue);
            return;
        }

        _silence++;
        if (_silence == Ending && _hasSpoken)
        {
            _hasSpoken = false;
            _due = frame.Position + frame.Samples.Length;
        }
    }

    /// <summary>Whether somebody stopped speaking before this position, and did not go on; true once for each time.</summary>
    public bool IsDue(long sentTo)
    {
        if (sentTo < _due)
        {
            return false;
        }

        _due = long.MaxValue;
        return true;
    }
}
