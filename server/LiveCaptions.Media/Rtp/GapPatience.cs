namespace LiveCaptions.Media.Rtp;

/// <summary>
/// How long a missing packet is waited for: half as long again as stragglers took lately, 20 to 200 ms; and up to 250 ms
/// as long as the sender answers NACKs. Rises at once, falls slowly.
/// </summary>
internal sealed class GapPatience(bool nack)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestReordering = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMilliseconds(250);

    // Requests in a row that may stay unanswered before we stop waiting for answers.
    private const int Trust = 8;
    private int _trust = nack ? Trust : 0;
    private TimeSpan _reordering = TimeSpan.FromMilliseconds(40);
    private TimeSpan _answering = TimeSpan.FromMilliseconds(130);

    public TimeSpan Current
    {
        get
        {
            var reordering = Wait(_reordering, LongestReordering);
            var answering = _trust > 0 ? Wait(_answering, LongestAnswer) : TimeSpan.Zero;
            return answering > reordering ? answering : reordering;
        }
    }

    /// <summary>A missing packet came, in time or not.</summary>
    /// <param name="lateness">Since it was first missed.</param>
    /// <param name="nacked">It had been asked for.</param>
    public void Came(TimeSpan lateness, bool nacked)
    {
        if (nacked)
        {
            _trust = Trust;
            Follow(ref _answering, lateness);
        }
        else
        {
            Follow(ref _reordering, lateness);
        }
    }

    /// <summary>A gap was given up: what is lost for good is not worth the waiting.</summary>
    public void Ended(bool nacked)
    {
        _reordering -= _reordering / 16;
        _trust -= nacked && _trust > 0 ? 1 : 0;
    }

    private static void Follow(ref TimeSpan typical, TimeSpan lateness)
    {
        var bounded = lateness < LongestAnswer ? lateness : LongestAnswer;
        typical = bounded > typical ? bounded : typical + ((bounded - typical) / 16);
    }

    private static TimeSpan Wait(TimeSpan typical, TimeSpan longest)
    {
        var wait = typical * 1.5;
        return wait < Shortest ? Shortest : wait > longest ? longest : wait;
    }
}
