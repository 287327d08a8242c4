using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>Puts a session's captions into the YouTube queue when it has ended, where its creator asked for that.</summary>
internal sealed class UploadFollowUp(UploadQueue queue, SessionStore sessions) : ISessionFollowUp
{
    public void Mark(SessionRow session, SessionState end) =>
        session.UploadDue = end == SessionState.Finished && SessionSettings.FromJson(session.Settings).Upload is { VideoId: not null, When: null or "finished" };

    public async Task BeginAsync(SessionRow session)
    {
        if (session.UploadDue && RequestOf(session) is { } request)
        {
            await queue.AddAsync(request, request.Language!);
        }

        if (session.UploadDue)
        {
            session.UploadDue = false;
            await sessions.ChangeAsync(session.Id, row => row.UploadDue = false);
        }
    }

    // Where nobody says what language it is in, it is English as far as this server recognises by itself.
    private static UploadRequest? RequestOf(SessionRow session) => SessionSettings.FromJson(session.Settings).Upload is { } setting
        ? new UploadRequest { SessionId = session.Id, VideoId = setting.VideoId, Channel = setting.Channel, Language = session.Language ?? "en" }
        : null;
}
