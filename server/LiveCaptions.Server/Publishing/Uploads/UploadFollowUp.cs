using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>Puts a session's captions into the YouTube queue when it has ended, where its creator asked for that.</summary>
internal sealed partial class UploadFollowUp(UploadQueue queue, SessionStore sessions, FinalStore finals, ILogger<UploadFollowUp> logger)
    : ISessionFollowUp
{
    public void Mark(SessionRow session, SessionState end) =>
        session.UploadDue = end == SessionState.Finished
            && SessionSettings.FromJson(session.Settings).Upload is { VideoId: not null, When: null or UploadSetting.Finished };

    public async Task BeginAsync(SessionRow session)
    {
        if (!session.UploadDue)
        {
            return;
        }

        // What was never said has no language, and nothing to send.
        if (SessionSettings.FromJson(session.Settings).Upload is { } setting && await LanguageOfAsync(session) is { } language
            && await queue.AddOwnAsync(
                new UploadRequest { SessionId = session.Id, VideoId = setting.VideoId, Channel = setting.Channel }, language) is null)
        {
            LogTaken(logger, session.Id, setting.VideoId, language);
        }

        // In this order: where it cannot be stored, this is called again, with the same session.
        await sessions.ChangeAsync(session.Id, row => row.UploadDue = false);
        session.UploadDue = false;
    }

    public Task CallOffAsync(string sessionId) => queue.CallOffAsync(sessionId);

    private async Task<string?> LanguageOfAsync(SessionRow session) =>
        session.Language
        ?? (await finals.ReadAsync(session.Id)).Select(cue => cue.Language).FirstOrDefault(language => language is not null);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Session {Session} is not put into the YouTube queue: other captions of language {Language} are in it for video {Video}; "
            + "POST /api/uploads replaces them")]
    private static partial void LogTaken(ILogger logger, string session, string? video, string language);
}
