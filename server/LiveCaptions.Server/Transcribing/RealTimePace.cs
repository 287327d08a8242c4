using LiveCaptions.Speech;

namespace LiveCaptions.Server.Transcribing;

/// <summary>Holds a source back so that a sample is given no earlier than it would be spoken.</summary>
public sealed class RealTimePace(IAudioSource source, TimeProvider time) : IAudioSource
{
    private readonly long _start = time.GetTimestamp();

    public long Position => source.Position;

    public long Available => Math.Max(0, AudioFormat.ToSamples(time.GetElapsedTime(_start).TotalSeconds) - Position);

    public async ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellationToken)
    {
        var read = await source.ReadAsync(buffer, cancellationToken);
        var early = TimeSpan.FromSeconds(AudioFormat.ToSeconds(Position)) - time.GetElapsedTime(_start);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, time, cancellationToken);
        }

        return read;
    }
}
