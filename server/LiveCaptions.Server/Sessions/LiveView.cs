using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>A live session as everybody outside sees it at this moment.</summary>
/// <param name="complete">Adds what others know of it.</param>
internal sealed class LiveView(
    SessionRecord record, SpeakerRoster speakers, CueWriter writer, SessionTroubles troubles, TrackList tracks, Func<SessionView, SessionView> complete)
{
    public SessionView Now
    {
        get
        {
            var (all, state) = (tracks.All, record.State);
            var lag = state is SessionState.Live or SessionState.Finishing ? all.Select(t => t.Lag).DefaultIfEmpty().Max() : (long?)null;
            var levels = state == SessionState.Live ? all.Select(t => t.Level).OfType<SoundLevel>().ToList() : [];
            var view = complete(record.Read(row => SessionView.From(row, speakers.All, writer.Finals, tracks.Length ?? row.Samples, lag)));
            return view with { Levels = levels.Count > 0 ? levels : null, Message = troubles.First ?? view.Message };
        }
    }
}
