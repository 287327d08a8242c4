using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>A session's cues, sorted to the channels that say them.</summary>
/// <param name="heard">Seconds of a channel that recognition has read.</param>
/// <param name="settled">Seconds of a channel up to which all is final.</param>
internal sealed class ListenTranscript(ListenRequest request, ListenMessages messages, Func<int, double> heard, Func<int, double> settled)
{
    private readonly Lock _lock = new();
    private readonly ListenChannel[] _channels = [.. Enumerable.Range(0, request.Channels)
        .Select(number => new ListenChannel(number, request, messages))];

    /// <param name="position">Seconds of a channel that are there.</param>
    public void Finalize(Func<int, double> position)
    {
        lock (_lock)
        {
            for (var number = 0; number < _channels.Length; number++)
            {
                _channels[number].Finalize(position(number));
            }
        }
    }

    /// <param name="openNow">All cues of the session that are open now.</param>
    public IReadOnlyList<object> Take(Cue cue, IReadOnlyList<Cue> openNow)
    {
        lock (_lock)
        {
            var number = ChannelOf(cue);
            return [.. _channels[number].Take(
                cue, [.. openNow.Where(open => open.Id != cue.Id && ChannelOf(open) == number)], heard(number))];
        }
    }

    /// <summary>Nothing more has come for now.</summary>
    public IReadOnlyList<object> Settle()
    {
        lock (_lock)
        {
            return [.. _channels.SelectMany((channel, number) => channel.Settle(heard(number), settled(number)))];
        }
    }

    private int ChannelOf(Cue cue) =>
        _channels.Length > 1
        && Array.FindIndex([.. Enumerable.Range(0, _channels.Length)], number => CueSpeaker.IdOfTrack(number) == cue.Speaker?.Id) is >= 0
            and var found
            ? found
            : 0;
}
