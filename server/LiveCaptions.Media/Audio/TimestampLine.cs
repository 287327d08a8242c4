namespace LiveCaptions.Media.Audio;

/// <summary>
/// Lays the timestamps of one track's pieces (FLV tags, WebM blocks) on a line that begins at 0 and never goes back: unwraps 32 bits,
/// follows pauses, goes on evenly where the sender's clock was set. Together pauses may be as long as the connection has lasted
/// and a minute more: what is beyond is no pause.
/// </summary>
public sealed class TimestampLine
{
    /// <summary>Milliseconds by which a tag may follow another without a pause between.</summary>
    private const int MaxStep = 500;

    /// <summary>Milliseconds: a tag that is earlier than the one before by less is just early, by more the clock was set back.</summary>
    private const int SetBack = 1_000;

    private const int Allowance = 60_000;

    private bool _started;
    private bool _isAnew;
    private uint _last;
    private int _step = 20;
    private long _position;
    private long _pauses;
    private TimeSpan _start;

    /// <summary>Milliseconds from one tag to the next, as it was last.</summary>
    public int Step => _step;

    /// <summary>Another clock begins with the next tag, which goes on behind the one before.</summary>
    public void Restart() => _isAnew = _started;

    /// <param name="timestamp">The tag's, in milliseconds.</param>
    /// <param name="now">When it came, on any clock that goes on evenly.</param>
    /// <returns>Milliseconds since the first tag.</returns>
    public long Next(uint timestamp, TimeSpan now)
    {
        if (!_started)
        {
            (_started, _last, _start) = (true, timestamp, now);
            return 0;
        }

        if (_isAnew)
        {
            _isAnew = false;
            _last = timestamp;
            _position += _step;
            return _position;
        }

        var since = (int)(timestamp - _last);
        if (since is < 0 and > -SetBack)
        {
            return _position;
        }

        _last = timestamp;
        _position += Follow(since, now);
        return _position;
    }

    private long Follow(int since, TimeSpan now)
    {
        if (since < 0)
        {
            return _step;
        }

        if (since <= MaxStep)
        {
            _step = since > 0 ? since : _step;
            return since;
        }

        var pause = since - _step;
        if (_pauses + pause > Allowance + (now - _start).TotalMilliseconds)
        {
            return _step;
        }

        _pauses += pause;
        return since;
    }
}
