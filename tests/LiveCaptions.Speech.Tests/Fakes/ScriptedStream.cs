using System.Threading.Channels;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Fakes;

/// <summary>A recognizer stream that notes what it is given and writes a final for every frame.</summary>
internal sealed class ScriptedStream : IRecognizerStream
{
    private readonly Channel<Transcript> _transcripts = Channel.CreateUnbounded<Transcript>();

    public List<(long Position, float[] Samples, float Probability, long Backlog)> Frames { get; } = [];

    /// <summary>What its finals are made of.</summary>
    public HeardUtterance? Heard { get; init; }

    public bool Finished { get; private set; }

    public bool Disposed { get; private set; }

    /// <summary>Called with each frame's number before it is taken.</summary>
    public Func<int, CancellationToken, Task> BeforeFrame { get; init; } = (_, _) => Task.CompletedTask;

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    public void Fail(Exception error) => _transcripts.Writer.TryComplete(error);

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        await BeforeFrame(Frames.Count, cancellationToken);
        Frames.Add((frame.Position, frame.Samples.ToArray(), frame.SpeechProbability, frame.Backlog));
        _transcripts.Writer.TryWrite(new Transcript
        {
            Utterance = Frames.Count,
            IsFinal = true,
            Words = Heard is null ? [] : [new Word("word", frame.Position, frame.Position + frame.Samples.Length, 1)],
            StableWords = 0,
            Language = "en",
            AudioEnd = frame.Position + frame.Samples.Length,
            Heard = Heard,
        });
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        Finished = true;
        _transcripts.Writer.Complete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        _transcripts.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }
}
