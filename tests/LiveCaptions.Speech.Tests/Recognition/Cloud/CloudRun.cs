using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>A track at an engine as a session has it: after a failure another stream goes on behind the last final.</summary>
internal static class CloudRun
{
    /// <summary>Feeds a track to one stream from a position on.</summary>
    /// <param name="times">How often the track is heard, without a break.</param>
    /// <returns>What came out, and what went wrong.</returns>
    public static async Task<(List<Transcript> Heard, Exception? Fault)> HearAsync(
        IRecognizer recognizer, SpeechTrack track, RecognizerStreamOptions options, int times = 1)
    {
        var stream = recognizer.CreateStream(options);
        var heard = new List<Transcript>();
        var reading = ReadAsync(stream, heard);
        EngineFaultException? failed = null;
        try
        {
            var context = Math.Min(RecognizerStreamOptions.LeftContext, options.StartPosition);
            await FeedAsync(
                stream, track, (int)((options.StartPosition - context) / IVoiceActivityDetector.FrameLength), times * track.Frames);
            await stream.FinishAsync(CancellationToken.None);
        }
        catch (EngineFaultException fault)
        {
            failed = fault;
        }

        await stream.DisposeAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (heard, failed);
    }

    /// <summary>Feeds a track to stream after stream until it is all final.</summary>
    /// <returns>The finals, and how often a stream failed.</returns>
    public static async Task<(List<Transcript> Finals, int Faults)> HearAllAsync(IRecognizer recognizer, SpeechTrack track)
    {
        var (finals, faults, position) = (new List<Transcript>(), 0, 0L);
        while (true)
        {
            var (heard, fault) = await HearAsync(recognizer, track, new RecognizerStreamOptions { StartPosition = position });
            finals.AddRange(heard.Where(transcript => transcript.IsFinal));
            if (fault is null)
            {
                return (finals, faults);
            }

            Assert.True(++faults < 10, "the engine should go on at some time");
            position = finals.Count > 0 ? finals[^1].AudioEnd : 0;
        }
    }

    /// <param name="end">Frames before which it stops; more than the track has hear it again. Null is its end.</param>
    public static async Task FeedAsync(IRecognizerStream stream, SpeechTrack track, int first = 0, int? end = null)
    {
        var buffer = new float[IVoiceActivityDetector.FrameLength];
        for (var i = first; i < (end ?? track.Frames); i++)
        {
            var position = (long)i * IVoiceActivityDetector.FrameLength;
            var samples = buffer.AsMemory(0, track.Frame(i % track.Frames).Length);
            track.Frame(i % track.Frames).CopyTo(samples.Span);
            await stream.AcceptAsync(new SpeechFrame(position, samples, track.Probabilities[i % track.Frames], 0), CancellationToken.None);
        }
    }

    private static async Task ReadAsync(IRecognizerStream stream, List<Transcript> heard)
    {
        await foreach (var transcript in stream.Transcripts.ReadAllAsync())
        {
            heard.Add(transcript);
        }
    }

    /// <summary>Moves a clock on, in steps that leave others time to answer, until something is so.</summary>
    public static async Task AdvanceUntilAsync(FakeTimeProvider time, TimeSpan step, Func<bool> isSo)
    {
        for (var steps = 0; !isSo(); steps++)
        {
            Assert.True(steps < 5_000, "it should have come to that by now");
            time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }
}
