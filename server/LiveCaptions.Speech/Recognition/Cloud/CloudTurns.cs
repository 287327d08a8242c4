namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// Turns, by voice activity alone, for providers that make words final when they are told that a turn is over, and give no times: each
/// turn says where its words were said. They are the same however often and how fast the sound goes out.
/// </summary>
/// <param name="from">Position before which nothing is wanted.</param>
internal sealed class CloudTurns(long from)
{
    /// <summary>Frames of silence behind speech that are an end: 0.6 s.</summary>
    private const int Ending = 19;

    /// <summary>Frames of silence that end a turn that is long already: 0.3 s.</summary>
    private const int Breath = 10;

    /// <summary>Samples of a turn that ends at the next breath: 8 s.</summary>
    private const long Long = 8 * AudioFormat.SampleRate;

    /// <summary>Samples of a turn that ends at the next moment in which nobody speaks: 15 s.</summary>
    private const long VeryLong = 15 * AudioFormat.SampleRate;

    /// <summary>Samples of a turn that ends wherever it is: 25 s.</summary>
    private const long Longest = 25 * AudioFormat.SampleRate;

    /// <summary>Samples of silence that are a turn of their own: 20 s.</summary>
    private const long Silence = 20 * AudioFormat.SampleRate;

    private readonly List<CloudTurn> _ends = [];
    private long? _begin;
    private readonly long _from = from;
    private long _forgotten = from;
    private long? _speech;
    private int _silence;
    private bool _isRest = true;

    public void Accept(SpeechFrame frame)
    {
        var end = frame.Position + frame.Samples.Length;
        if (end <= _from)
        {
            return;
        }

        var begin = _begin ??= Math.Max(_from, frame.Position);
        if (frame.SpeechProbability >= HeardUtterance.ClearSpeech)
        {
            _silence = 0;
            _speech ??= Math.Max(_from, frame.Position);
        }
        else
        {
            _silence++;
        }

        if (_speech is { } speech)
        {
            EndSpoken(end, end - speech);
        }
        else if (!_isRest && _silence >= Ending)
        {
            // A breath ended the turn, and nobody went on.
            End(new CloudTurn(end, HasSpeech: false, EndsSpeech: true));
        }
        else if (end - begin >= Silence)
        {
            End(new CloudTurn(end, HasSpeech: false, EndsSpeech: true));
        }
    }

    /// <summary>The first end of a turn behind a position; null where there is none yet.</summary>
    public CloudTurn? Behind(long position) => _ends.Find(turn => turn.Position > position);

    /// <summary>Where the turn that a position is in began, as far as that is known.</summary>
    public long LastBefore(long position) => _ends.FindLast(turn => turn.Position <= position)?.Position ?? _forgotten;

    /// <summary>Whether a turn ends here.</summary>
    public bool IsEnd(long position) => _ends.Exists(turn => turn.Position == position);

    /// <summary>The turn ends here, whatever is said.</summary>
    public CloudTurn EndAt(long position)
    {
        var turn = new CloudTurn(position, HasSpeech: true, EndsSpeech: true);
        _ends.RemoveAll(other => other.Position >= position);
        End(turn);
        return turn;
    }

    /// <summary>Nobody needs what ends before a position any more.</summary>
    public void Forget(long position)
    {
        _forgotten = Math.Max(_forgotten, position);
        _ends.RemoveAll(turn => turn.Position < position);
    }

    private void EndSpoken(long end, long length)
    {
        if (_silence >= Ending)
        {
            End(new CloudTurn(end, HasSpeech: true, EndsSpeech: true));
        }
        else if ((length >= Long && _silence >= Breath) || (length >= VeryLong && _silence > 0) || length >= Longest)
        {
            End(new CloudTurn(end, HasSpeech: true, EndsSpeech: false));
        }
    }

    private void End(CloudTurn turn)
    {
        _ends.Add(turn);
        (_begin, _speech, _isRest) = (turn.Position, null, turn.EndsSpeech);
    }
}
