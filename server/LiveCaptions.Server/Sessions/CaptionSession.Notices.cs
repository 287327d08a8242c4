using LiveCaptions.Media.Audio;

namespace LiveCaptions.Server.Sessions;

/// <summary>What happened to the session's sound on its way: counted, kept with the session, and told to who publishes it and who looks.</summary>
public sealed partial class CaptionSession
{
    private readonly SessionNotices _notices;
    private bool _noticesWait;

    /// <param name="publisher">Of the track, who is told, too; null where there is none.</param>
    internal void Notify(AudioTrack track, Publisher? publisher, AudioNotice notice)
    {
        notice = SessionNotices.Cleaned(notice);
        bool isNews;
        long lost;
        lock (_lock)
        {
            // An import that goes on after a restart reads its file from the start, and counts what is counted already once more.
            var counted = Math.Max(publisher?.LostOf(notice.Code) ?? 0, IsImport ? _notices.LostOf(track.Number, notice.Code) : 0);
            lost = Math.Max(0, notice.LostSamples - counted);
            isNews = _notices.Note(track.Number, notice, track.Offset + track.Recording.Length, lost);
            _row.Notices = _notices.ToJson();
        }

        publisher?.Tell(notice);
        if (lost > 0)
        {
            CountLost(lost);
        }

        if (isNews)
        {
            LogNotice(_around.Logger, Id, track.Number, notice.Code, notice.Message);
            TellViewers();
        }

        if (isNews || (IsImport && lost > 0))
        {
            StoreNoticesLater();
        }
    }

    /// <summary>Many that come at once are stored once.</summary>
    private void StoreNoticesLater()
    {
        lock (_lock)
        {
            if (_noticesWait)
            {
                return;
            }

            _noticesWait = true;
        }

        Chain(() => UntilStoredAsync(StoreNoticesAsync));
    }

    private async Task StoreNoticesAsync()
    {
        string? notices;
        long lost;
        lock (_lock)
        {
            _noticesWait = false;
            (notices, lost) = (_row.Notices, _row.LostSamples);
        }

        await _around.Sessions.ChangeAsync(Id, stored => (stored.Notices, stored.LostSamples) = (notices, Math.Max(stored.LostSamples, lost)));
    }
}
