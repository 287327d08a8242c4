using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Server.Feed;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions;

/// <summary>How it is said, and what is heard besides.</summary>
public sealed partial class CaptionSession
{
    /// <summary>Whether music is to be told.</summary>
    internal bool HearsSounds => _settings.Sounds == true;

    /// <summary>Null where nobody asks, or nobody can hear it. After a restart smoothing begins anew.</summary>
    internal EmotionTracker? OpenEmotionTracker() => _settings.Emotion == false ? null : _engine.CreateEmotionTracker();

    /// <summary>Called while publishing, behind everything else of the transcript: their seqs are the last.</summary>
    private List<EmotionMessage> EmotionsOf(AudioTrack track, Transcript transcript) =>
        [.. transcript.Emotions.Select(turn => EmotionMessage.Of(EmotionPoint.Of(turn, track.Offset, SpeakerOf(track, turn)), Id, _timeline.NextSeq()))];

    private string? SpeakerOf(AudioTrack track, EmotionTurn turn) => track.Speaker is not null
        ? CueSpeaker.IdOfTrack(track.Number)
        : turn.Speaker is { } number ? NameOf(new SpeakerLabel(number, 1)).Id : null;
}
