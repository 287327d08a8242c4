namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Holds sound back that would come faster than the provider wants it. Of live sound nothing is.</summary>
internal sealed class CloudPacer(CloudLimits limits, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private double _sent;

    /// <summary>Waits until so many more samples may be sent.</summary>
    public async ValueTask WaitAsync(int samples, CancellationToken cancellationToken)
    {
        _sent += AudioFormat.ToSeconds(samples);
        if (limits.Pace <= 0)
        {
            return;
        }

        var due = TimeSpan.FromSeconds(_sent / limits.Pace) - limits.Burst;
        var wait = due - time.GetElapsedTime(_started);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
