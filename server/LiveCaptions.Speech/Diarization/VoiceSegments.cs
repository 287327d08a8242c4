using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Cuts what was heard at breaths. Recognition hears seconds before a word and pauses in between; an encoder's layers then hear everybody
/// who speaks there, while by themselves most segments are one voice.
/// </summary>
internal static class VoiceSegments
{
    /// <summary>The longer a segment, the shorter the breath that ends it.</summary>
    public static readonly EndpointOptions Cuts = new();

    /// <returns>Those that hold something of the utterance's own part, in order, each with its audio up to a pause after its last
    /// speech; without features.</returns>
    public static IEnumerable<HeardUtterance> Of(HeardUtterance utterance)
    {
        var endpointer = new Endpointer(Cuts);
        for (var frame = 0; frame < utterance.Speech.Count; frame++)
        {
            if (endpointer.Accept(Frame(utterance, frame)) == Segmentation.Ended && Holds(utterance, endpointer.Ended!))
            {
                yield return Heard(endpointer);
            }
        }

        if (endpointer.Close() && Holds(utterance, endpointer.Ended!))
        {
            yield return Heard(endpointer);
        }
    }

    private static SpeechFrame Frame(HeardUtterance utterance, int number)
    {
        var from = Math.Min(utterance.Audio.Length, number * IVoiceActivityDetector.FrameLength);
        var to = Math.Min(utterance.Audio.Length, from + IVoiceActivityDetector.FrameLength);
        return new SpeechFrame(utterance.Start + from, utterance.Audio[from..to], utterance.Speech[number], Backlog: 0);
    }

    private static bool Holds(HeardUtterance utterance, Utterance segment) =>
        segment.End > utterance.KeepFrom && segment.Start < utterance.KeepTo;

    private static HeardUtterance Heard(Endpointer endpointer)
    {
        var segment = endpointer.Ended!;
        return new HeardUtterance(
            segment.Start, segment.KeepFrom, segment.KeepTo,
            endpointer.DecisiveAudio(segment), segment.Probabilities, EncoderFeatures.None);
    }
}
