using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Cuts an utterance's speech into stretches for a model that cannot tell where voices change. People take turns where somebody
/// pauses, so it is cut at every real pause, and a longer stretch at its longest one: 3 s are enough to know a voice by, and what
/// is shorter holds two less often.
/// </summary>
internal static class VoiceStretches
{
    /// <summary>In frames of 32 ms: 3 s.</summary>
    private const int Longest = 94;

    /// <summary>In frames: 0.6 s of speech. Less says too little about a voice.</summary>
    private const int Shortest = 19;

    /// <summary>In frames: a quarter of a second, longer than the closure of a consonant.</summary>
    private const int RealPause = 8;

    /// <returns>In order of time: the frames of speech of each stretch, by their number in the utterance; none where there
    /// is too little speech.</returns>
    public static IReadOnlyList<int[]> Find(HeardUtterance utterance)
    {
        var frames = Enumerable.Range(0, utterance.Speech.Count).Where(frame => IsSpeech(utterance, frame)).ToArray();
        var stretches = new List<int[]>();
        if (frames.Length >= Shortest)
        {
            Cut(frames, stretches);
        }

        return stretches;
    }

    private static bool IsSpeech(HeardUtterance utterance, int frame)
    {
        var from = utterance.Start + ((long)frame * IVoiceActivityDetector.FrameLength);
        var middle = from + (IVoiceActivityDetector.FrameLength / 2);
        return middle >= utterance.KeepFrom && middle < utterance.KeepTo && utterance.Speech[frame] > HeardUtterance.ClearSpeech
            && from + IVoiceActivityDetector.FrameLength <= utterance.Start + utterance.Audio.Length;
    }

    private static void Cut(int[] frames, List<int[]> stretches)
    {
        var (cut, pause) = LongestPause(frames);
        if (cut == 0 || (pause < RealPause && frames[^1] - frames[0] < Longest))
        {
            stretches.Add(frames);
            return;
        }

        Cut(frames[..cut], stretches);
        Cut(frames[cut..], stretches);
    }

    /// <summary>
    /// Where both sides keep enough speech; of equally long ones the one nearest the middle, which is the middle where nobody pauses.
    /// </summary>
    /// <returns>The first frame behind it, or 0 where there is too little speech to cut; frames without speech before it.</returns>
    private static (int Cut, int Pause) LongestPause(int[] frames)
    {
        var (best, pause) = (0, -1);
        for (var at = Shortest; at <= frames.Length - Shortest; at++)
        {
            var silent = frames[at] - frames[at - 1] - 1;
            if (silent > pause || (silent == pause && Math.Abs((2 * at) - frames.Length) < Math.Abs((2 * best) - frames.Length)))
            {
                (best, pause) = (at, silent);
            }
        }

        return (best, pause);
    }
}
