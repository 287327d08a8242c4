using System.Globalization;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>What a request for a session may ask for.</summary>
public static class SessionRequestRules
{
    private const int MaxTitle = 300;
    private const int MaxKeyterms = 500;
    private const int MaxKeyterm = 100;

    /// <summary>Who may make sessions does not write to the administrator's channel by one.</summary>
    /// <returns>Why that caller may not ask for it; null where they may.</returns>
    public static Refusal? FindRefusal(CreateSessionRequest request, Caller caller) =>
        request.Upload is null || caller.May(KeyScope.Admin, sessionId: null)
            ? null
            : new Refusal(
                403, "upload_forbidden",
                "upload writes to the YouTube channels of this server, which needs a key of scope 'admin': leave upload out.");

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static (string Code, string Detail)? FindFault(
        CreateSessionRequest request, EnginePool pool, ITargetLanguages translation)
    {
        if (EngineRules.FindFault(request, pool) is { } wrongEngine)
        {
            return wrongEngine;
        }

        if (EnsembleRules.FindFault(request.Ensemble, pool) is { } wrongEnsemble)
        {
            return wrongEnsemble;
        }

        if (FindFault(request.Title) is { } fault)
        {
            return fault;
        }

        if (FormattingRules.FindFault(request.Formatting) is { } wrong)
        {
            return wrong;
        }

        if (FindFault(request.Upload) is { } wrongUpload)
        {
            return wrongUpload;
        }

        if (request.MaxSpeakers is < 1 or > 64)
        {
            return ("max_speakers_invalid", "maxSpeakers goes from 1 to 64.");
        }

        if (request.ExpectedSpeakers is < 1 or > 64 || request.ExpectedSpeakers > request.MaxSpeakers)
        {
            return ("expected_speakers_invalid", "expectedSpeakers goes from 1 to 64, and not beyond maxSpeakers.");
        }

        if (request is { Profiles: true, Diarization: false })
        {
            return ("profiles_need_diarization", "profiles names the speakers that diarization tells apart; leave diarization out.");
        }

        return FindFault(request.Keyterms) ?? FindFault(request.MaxDelay) ?? FindFault(request, translation, pool.Default.Languages);
    }

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static (string Code, string Detail)? FindFault(ChangeSessionRequest request) =>
        FindFault(request.Title) ?? FormattingRules.FindFault(request.Replacements)
        ?? FindFault(request.Keyterms) ?? FindFault(request.MaxDelay);

    private static (string Code, string Detail)? FindFault(
        CreateSessionRequest request, ITargetLanguages translation, IReadOnlyList<string> spoken)
    {
        if (request.Targets is not { Count: > 0 } targets)
        {
            return null;
        }

        if (CaptionLanguages.Read(targets) is not { } tags)
        {
            return ("targets_invalid", $"targets are up to {CaptionLanguages.Most} BCP 47 tags, such as de or pt-BR.");
        }

        var from = request.AskedLanguage is { } asked ? asked : spoken.Count == 1 ? spoken[0] : null;
        if (from is not null && tags.FirstOrDefault(tag => LanguageTag.Normal(from) == tag || tag == from.Split('-')[0]) is { } own)
        {
            return ("targets_invalid", $"targets has '{own}', in which it is spoken; leave that out.");
        }

        return translation.FindUnknown(from, tags) is { } unknown
            ? ("target_unavailable", $"No translator of this server translates into '{unknown}'; leave it out, or have the "
                + "administrator set one up (LIVECAPTIONS_Translation__…, see docs/translation.md).")
            : null;
    }

    private static (string Code, string Detail)? FindFault(UploadSetting? upload) => upload switch
    {
        null => null,
        _ when YouTubeVideoId.Find(upload.VideoId) is null =>
            ("upload_invalid", "upload.videoId is YouTube's id of a video, 11 characters, or its address."),
        { Channel.Length: > MaxTitle } => ("upload_invalid", "upload.channel is the id or the title of a connected channel."),
        { When: not (null or "finished" or "corrected") } => ("upload_invalid", "upload.when is finished or corrected."),
        _ => null,
    };

    private static (string Code, string Detail)? FindFault(string? title) =>
        title is { Length: > MaxTitle } ? ("title_too_long", $"A title has at most {MaxTitle} characters.") : null;

    internal static (string Code, string Detail)? FindFault(IReadOnlyList<string>? terms) =>
        terms is not null
        && (terms.Count > MaxKeyterms || terms.Any(t => t is null || t.Length > MaxKeyterm || CaptionText.Clean(t).Length == 0))
            ? ("keyterms_invalid", $"At most {MaxKeyterms} keyterms of 1 to {MaxKeyterm} characters.")
            : null;

    private static (string Code, string Detail)? FindFault(double? maxDelay) =>
        maxDelay is < SessionSettings.ShortestDelay or > SessionSettings.LongestDelay
            ? ("max_delay_invalid", string.Create(
                CultureInfo.InvariantCulture,
                $"maxDelay goes from {SessionSettings.ShortestDelay} to {SessionSettings.LongestDelay} seconds."))
            : null;
}
