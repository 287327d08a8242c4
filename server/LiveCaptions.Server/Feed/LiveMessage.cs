using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace LiveCaptions.Server.Feed;

/// <summary>One message to a session's viewers, written out once per protocol for all of them.</summary>
public sealed class LiveMessage
{
    private readonly Lazy<byte[]> _json;
    private readonly Lazy<SerializedHubMessage> _hubMessage;

    private LiveMessage(string sessionId, long seq, string name, object payload)
    {
        (SessionId, Seq, Name) = (sessionId, seq, name);
        _json = new(() => JsonSerializer.SerializeToUtf8Bytes(payload, payload.GetType(), CaptionJson.Options));
        _hubMessage = new(() => new SerializedHubMessage(new InvocationMessage(name, [payload])));
    }

    public string SessionId { get; }

    public long Seq { get; }

    /// <summary>The event's name: <c>cue</c>, <c>session</c>, <c>speaker</c> or <c>emotion</c>.</summary>
    public string Name { get; }

    /// <summary>A viewer may miss it once a newer one of its kind (cue id, speaker id, or session) is there.</summary>
    public bool IsReplaceable { get; private init; }

    /// <summary>
    /// No other message, and no stored final, would tell a viewer: it takes a cue back that they see, or renames
    /// who says finals that they have.
    /// </summary>
    public bool IsKept { get; private init; }

    /// <summary>What a newer message replaces it by: the cue's or the speaker's id, empty for the session's state.</summary>
    public string ReplaceKey { get; private init; } = "";

    /// <summary>The cue, if it is one.</summary>
    public Cue? Cue { get; private init; }

    /// <summary>Nothing comes after it.</summary>
    public bool IsLast { get; private init; }

    public ReadOnlyMemory<byte> Json => _json.Value;

    public SerializedHubMessage HubMessage => _hubMessage.Value;

    public static LiveMessage Of(Cue cue) => new(cue.SessionId, cue.Seq, "cue", cue)
    {
        IsReplaceable = cue.Kind == CueKind.Interim,
        IsKept = cue.Kind == CueKind.Interim && cue.Text.Length == 0,
        ReplaceKey = cue.Id,
        Cue = cue,
    };

    public static LiveMessage Of(SpeakerMessage speaker) => new(speaker.SessionId, speaker.Seq, "speaker", speaker)
    {
        IsReplaceable = true,
        IsKept = true,
        ReplaceKey = speaker.Id,
    };

    public static LiveMessage Of(EmotionMessage emotion) => new(emotion.SessionId, emotion.Seq, "emotion", emotion);

    /// <param name="session">The session as viewers get it.</param>
    /// <param name="isLast">Whether it has ended.</param>
    public static LiveMessage OfSession(string sessionId, object session, long seq, bool isLast) => new(sessionId, seq, "session", session)
    {
        IsReplaceable = true,
        IsLast = isLast,
    };
}
