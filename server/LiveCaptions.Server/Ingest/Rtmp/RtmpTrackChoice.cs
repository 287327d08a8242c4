using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Which of a stream's audio tracks is captioned: that with id 0; where in two seconds none of it comes, another one.</summary>
internal sealed class RtmpTrackChoice(Publisher publisher)
{
    private const uint Patience = 2_000;

    private readonly Dictionary<byte, FlvAudioTag> _configurations = [];
    private uint? _first;
    private bool _isSettled;

    /// <summary>Id of the track that is taken.</summary>
    public byte Track { get; private set; }

    /// <param name="timestamp">The message's, in milliseconds.</param>
    /// <returns>Whether the tag is of the track that is taken.</returns>
    public bool Takes(uint timestamp, FlvAudioTag tag)
    {
        if (tag.Track == Track)
        {
            _isSettled |= tag.Content == FlvAudioContent.Frames;
            Tell(tag.HasOtherTracks);
            return true;
        }

        if (tag.Content == FlvAudioContent.Configuration)
        {
            _configurations[tag.Track] = tag with { Data = tag.Data.ToArray() };
        }

        _first ??= timestamp;
        if (!_isSettled && tag.Content == FlvAudioContent.Frames && timestamp - _first >= Patience)
        {
            (Track, _isSettled) = (tag.Track, true);
        }

        Tell(tag.Track != Track);
        return tag.Track == Track;
    }

    /// <returns>What the track that is taken said before it was; once.</returns>
    public FlvAudioTag? TakeConfiguration() => _isSettled && _configurations.Remove(Track, out var configuration) ? configuration : null;

    private void Tell(bool hasOthers)
    {
        if (hasOthers && _isSettled)
        {
            publisher.Notify(new AudioNotice(
                "otherTracks", $"The stream has several audio tracks: the one with id {Track} is captioned, and no other."));
        }
    }
}
