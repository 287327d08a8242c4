using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Server.Sessions;

/// <summary>Another engine goes on with a session: it is counted, kept with the session, and told in one notice.</summary>
internal sealed class EngineSwitches(SessionRecord record, NoticeLog notices, CaptionMetrics metrics, SessionLife life)
{
    private const string Code = "engine";

    public void Tell(AudioTrack track, EngineSwitch change)
    {
        var isOther = record.Read(s => s.Engine) != change.To;
        record.Note(s => s.Engine = change.To);
        if (change.From is not null || change.IsFallback)
        {
            metrics.CountFailover(change.From, change.To);
            notices.Note(track, publisher: null, new AudioNotice(Code, change.Why));
        }
        else if (isOther)
        {
            life.StoreNotes();
            life.Show();
        }
    }
}
