using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>Puts a session's captions into the YouTube queue when it has ended, where its creator asked for that.</summary>
internal sealed class UploadFollowUp(UploadQueue queue, SessionStore sessions, FinalStore finals) : ISessionFollowUp
{
    public void Mark(SessionRow session, SessionState end) =>
        session.UploadDue = end == SessionState.Finished && SessionSettings.FromJson(session.Settings).Upload is { VideoId: not null, When: null or "finished" };

    public async Task BeginAsync(SessionRow session)
    {
        if (!session.UploadDue)
        {
            return;
        }

        // What was never said has no language, and nothing to send.
        if (SessionSettings.FromJson(session.Settings).Upload is { } setting && await LanguageOfAsync(session) is { } language)
        {
            await queue.AddAsync(new UploadRequest { SessionId = session.Id, VideoId = setting.VideoId, Channel = setting.Channel }, language);
        }

        session.UploadDue = false;
        await sessions.ChangeAsync(session.Id, row => row.UploadDue = false);
    }

    private async Task<string?> LanguageOfAsync(SessionRow session) =>
        session.Language ?? (await finals.ReadAsync(session.Id)).Select(cue => cue.Language).FirstOrDefault(language => language is not null);
}
