using System.Globalization;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Profiles;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary>What a session's speaker sounds like, from the finals so far.</summary>
public sealed class SpeakerVoices(SessionDirectory directory, VoiceStore voices, LoadedEngine loaded)
{
    /// <returns>The voice with its seconds of speech, or why there is none.</returns>
    public async Task<(MeanVoice? Voice, double Seconds, ProblemHttpResult? Fault)> FindAsync(
        string? sessionId, string? speakerId, HttpContext context)
    {
        if (!loaded.TryGet(out var engine))
        {
            return Fault(Problems.Of(Refusal.NotReady, context));
        }

        if (sessionId is null || await directory.FindAsync(sessionId) is not { } session)
        {
            return Fault(Problems.NoSession(sessionId ?? ""));
        }

        if (session.Speakers.Find(s => s.Id == speakerId) is not { } speaker)
        {
            return Fault(
                Problems.Of(404, "speaker_not_found", $"Session '{sessionId}' has no speaker '{CaptionText.Shown(speakerId ?? "")}'."));
        }

        if (session.VoicesDeletedAt is not null)
        {
            return Fault(Problems.Of(
                409, "voice_deleted",
                $"The voices of session '{session.Id}' are deleted: they were kept as long as this server keeps them."));
        }

        return engine.Voices is { Model: var model } && speaker.Number is { } number
            ? Judge(model, await voices.ReadSpeakerAsync(session.Id, number, model.Name), speaker)
            : Fault(Problems.Of(409, "no_voice", speaker.Number is null
                ? $"Speaker '{speaker.Id}' was named by the publisher: voices are not listened to on such a track. "
                    + "Publish without speaker=…"
                : "This server's engine cannot tell voices apart; see docs/speakers.md."));
    }

    private static (MeanVoice?, double, ProblemHttpResult?) Judge(VoiceModel model, List<VoicePiece> pieces, SpeakerRow speaker) =>
        VoiceMatch.SecondsOf(pieces) switch
        {
            < VoiceMatch.LeastSpeech and var seconds => Fault(Problems.Of(409, "too_little_speech", string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds:F1} s of speech of '{speaker.Id}' were heard by the speaker model '{model.Name}'; "
                + $"{VoiceMatch.LeastSpeech} s are needed."))),
            var seconds => (MeanVoice.Of(model, pieces), seconds, null),
        };

    private static (MeanVoice?, double, ProblemHttpResult?) Fault(ProblemHttpResult fault) => (null, 0, fault);
}
