using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>A live session as everybody outside sees it at this moment.</summary>
/// <param name="complete">Adds what others know of it.</param>
internal sealed class LiveView(
    SessionRecord record, SpeakerRoster speakers, CueWriter writer,
    SessionTroubles troubles, TrackList tracks, EngineChain engines,
    Func<SessionView, SessionView> complete)
{
    public SessionView Now
    {
        get
        {
            var all = tracks.All;
            var lag = all.Select(t => t.Lag).DefaultIfEmpty().Max();
            var view = complete(record.Read(row => SessionView.From(
                row, speakers.All, writer.Finals, tracks.Length ?? row.Samples,
                row.State is SessionState.Live or SessionState.Finishing ? lag : null)));
            var levels = view.State == SessionState.Live ? all.Select(t => t.Level).OfType<SoundLevel>().ToList() : [];
            return view with
            {
                Levels = levels.Count > 0 ? levels : null,
                EngineWhy = view.State.IsOver() ? null : engines.Why,
                Message = troubles.First ?? view.Message,
            };
        }
    }
}
