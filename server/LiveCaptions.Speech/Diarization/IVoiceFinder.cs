using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>Finds the voices in an utterance: its pieces of one voice each. Shared by all tracks; thread-safe.</summary>
public interface IVoiceFinder
{
    /// <summary>How the vectors of one voice, and of several, are spread.</summary>
    VoiceModel Model { get; }

    /// <summary>In order of time, not overlapping; none where there is too little speech to tell.</summary>
    IReadOnlyList<VoicePiece> Find(HeardUtterance utterance);

    /// <summary>The same at less cost, for words that are not final yet: labels are guessed anew with the final.</summary>
    IReadOnlyList<VoicePiece> Glance(HeardUtterance utterance) => Find(utterance);
}
