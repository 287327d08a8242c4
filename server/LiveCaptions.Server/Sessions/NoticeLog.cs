using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// What happened to a session's sound on its way: counted, kept with the session, and told to who publishes it and who looks. Thread-safe.
/// </summary>
/// <param name="store">Something has changed that is to be stored, some time.</param>
/// <param name="show">Something has changed that who looks is to see.</param>
internal sealed partial class NoticeLog(
    SessionRecord record, bool isImport, CaptionMetrics metrics, Action store, Action show, ILogger logger)
{
    /// <summary>Samples of lost sound that viewers are told of at once; less is no word.</summary>
    private const long Worth = AudioFormat.SampleRate / 2;

    private readonly Lock _lock = new();
    private readonly SessionNotices _notices = SessionNotices.FromJson(record.Read(s => s.Notices));
    private long _untold;

    /// <param name="publisher">Of the track, who is told, too; null where there is none.</param>
    public void Note(AudioTrack track, Publisher? publisher, AudioNotice notice)
    {
        notice = SessionNotices.Cleaned(notice);
        var (isNews, lost) = Count(track, publisher, notice);
        publisher?.Tell(notice);
        if (lost > 0)
        {
            CountLost(lost);
        }

        if (isNews)
        {
            LogNotice(logger, record.Id, track.Number, notice.Code, notice.Message);
            show();
        }

        if (isNews || (isImport && lost > 0))
        {
            store();
        }
    }

    /// <summary>Samples that were lost on the way, for whatever reason. Viewers see where, as they are told when it happens.</summary>
    public void CountLost(long samples)
    {
        metrics.CountLostAudio(AudioFormat.ToSeconds(samples));
        record.Note(s => s.LostSamples += samples);
        if (IsWorthTelling(samples))
        {
            show();
        }
    }

    private bool IsWorthTelling(long samples)
    {
        lock (_lock)
        {
            _untold += samples;
            if (_untold < Worth)
            {
                return false;
            }

            _untold = 0;
            return true;
        }
    }

    private (bool IsNews, long Lost) Count(AudioTrack track, Publisher? publisher, AudioNotice notice)
    {
        lock (_lock)
        {
            // An import that goes on after a restart reads its file from the start, and counts what is counted already once more.
            var counted = Math.Max(publisher?.LostOf(notice.Code) ?? 0, isImport ? _notices.LostOf(track.Number, notice.Code) : 0);
            var lost = Math.Max(0, notice.LostSamples - counted);
            var isNews = _notices.Note(track.Number, notice, track.Offset + track.Recording.Length, lost);
            record.Note(s => s.Notices = _notices.ToJson());
            return (isNews, lost);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} track {Track}: {Code}: {Notice}")]
    private static partial void LogNotice(ILogger logger, string session, int track, string code, string notice);
}
