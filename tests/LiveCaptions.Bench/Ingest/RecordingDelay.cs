using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>How long after it was spoken audio was in the recording.</summary>
internal static class RecordingDelay
{
    /// <param name="start">When the recording's first sample was spoken.</param>
    /// <param name="from">Seconds of the recording.</param>
    /// <param name="to">Seconds of the recording; what has not come is left out.</param>
    /// <returns>Seconds, for each 20 ms from the moment when the last sample of them was spoken.</returns>
    public static IReadOnlyList<double> Of(AudioTrack track, DateTimeOffset start, double from, double to)
    {
        var delays = new List<double>();
        for (var end = AudioFormat.ToSamples(from) + SpeechPackets.Samples; end <= AudioFormat.ToSamples(to); end += SpeechPackets.Samples)
        {
            if (end <= track.Recording.Length && track.ReceivedAt(end) is { } at)
            {
                delays.Add((at - start).TotalSeconds - AudioFormat.ToSeconds(end));
            }
        }

        return delays;
    }
}
