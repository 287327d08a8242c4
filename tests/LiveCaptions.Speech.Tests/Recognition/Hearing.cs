using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Recognition;

/// <summary>How a track is given to a recognizer.</summary>
public sealed record Hearing
{
    public bool Interims { get; init; } = true;

    public RecognitionQuality Quality { get; init; }

    public bool Background { get; init; }

    /// <summary>Position of the track's first sample.</summary>
    public long Start { get; init; }

    /// <summary>Position of the first sample whose words are wanted; null is the track's first.</summary>
    public long? From { get; init; }

    /// <summary>Frames to give before stopping.</summary>
    public int Frames { get; init; } = int.MaxValue;

    /// <summary>What each frame says waits behind it.</summary>
    public Func<int, long> Backlog { get; init; } = _ => 0;

    /// <summary>Words of finals that an earlier run made.</summary>
    public Func<int, Transcript?>? Known { get; init; }

    /// <summary>How late words become final, asked at each frame.</summary>
    public Func<TimeSpan> MaxDelay { get; init; } = () => RecognizerStreamOptions.DefaultMaxDelay;

    /// <summary>How many of the final words fill cues.</summary>
    public Func<IReadOnlyList<Word>, int>? WholeCues { get; init; }

    /// <summary>Called before each frame.</summary>
    public Func<int, Task> Pace { get; init; } = _ => Task.CompletedTask;

    /// <summary>Everything the recognizer writes about the track.</summary>
    public async Task<List<Transcript>> HearAsync(IRecognizer recognizer, SpeechTrack track)
    {
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions
        {
            Interims = Interims,
            Quality = Quality,
            Background = Background,
            StartPosition = From ?? Start,
            Known = Known,
            MaxDelay = MaxDelay,
            WholeCues = WholeCues
        });
        var transcripts = stream.Transcripts.ReadAllAsync().ToListAsync();
        await FeedAsync(stream, track);
        await stream.FinishAsync(CancellationToken.None);
        return await transcripts;
    }

    /// <summary>Gives the frames without finishing. Each frame's samples are overwritten after the call, as a source does.</summary>
    public async Task FeedAsync(IRecognizerStream stream, SpeechTrack track)
    {
        var buffer = new float[IVoiceActivityDetector.FrameLength];
        for (var i = 0; i < Math.Min(Frames, track.Frames); i++)
        {
            await Pace(i);
            var length = track.Frame(i).Length;
            track.Frame(i).CopyTo(buffer);
            var position = Start + ((long)i * IVoiceActivityDetector.FrameLength);
            await stream.AcceptAsync(
                new SpeechFrame(position, buffer.AsMemory(0, length), track.Probabilities[i], Backlog(i)), CancellationToken.None);
            Array.Fill(buffer, float.NaN);
        }
    }
}
