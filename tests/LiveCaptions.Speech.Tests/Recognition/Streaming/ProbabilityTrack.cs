using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

/// <summary>A track told by its speech probability per frame; every sample holds its frame's number.</summary>
internal sealed class ProbabilityTrack(IReadOnlyList<float> probabilities)
{
    public const int FrameLength = IVoiceActivityDetector.FrameLength;

    public IReadOnlyList<float> Probabilities => probabilities;

    public static ProbabilityTrack Of(params (int Frames, float Probability)[] runs) =>
        new([.. runs.SelectMany(r => Enumerable.Repeat(r.Probability, r.Frames))]);

    public SpeechFrame Frame(int index, long backlog = 0)
    {
        var samples = new float[FrameLength];
        Array.Fill(samples, index);
        return new SpeechFrame((long)index * FrameLength, samples, probabilities[index], backlog);
    }

    /// <summary>The whole track cut; what is open at the end is closed.</summary>
    /// <returns>Each utterance with the frame that ended it.</returns>
    public List<(Utterance Utterance, int At)> Cut(EndpointOptions options, Func<int, long>? backlog = null)
    {
        var endpointer = new Endpointer(options);
        var utterances = new List<(Utterance Utterance, int At)>();
        for (var i = 0; i < probabilities.Count; i++)
        {
            if (endpointer.Accept(Frame(i, backlog?.Invoke(i) ?? 0)) == Segmentation.Ended)
            {
                utterances.Add((endpointer.Ended!, i));
            }
        }

        if (endpointer.Close())
        {
            utterances.Add((endpointer.Ended!, probabilities.Count));
        }

        return utterances;
    }
}
