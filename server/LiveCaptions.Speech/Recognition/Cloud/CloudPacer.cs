namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// Holds sound back that would come faster than the provider wants it. Of live sound nothing is. What was not sent while nothing came
/// may not be made up for at once: no more than <see cref="CloudLimits.Burst"/> goes out beyond the pace, however long the stall was.
/// </summary>
internal sealed class CloudPacer(CloudLimits limits, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>When what was sent would have been sent at the pace, counted from the beginning.</summary>
    private TimeSpan _paid = -limits.Burst;

    /// <summary>Waits until so many more samples may be sent.</summary>
    public async ValueTask WaitAsync(int samples, CancellationToken cancellationToken)
    {
        if (limits.Pace <= 0)
        {
            return;
        }

        var now = time.GetElapsedTime(_started);
        var earliest = now - limits.Burst;
        _paid = (_paid > earliest ? _paid : earliest) + TimeSpan.FromSeconds(AudioFormat.ToSeconds(samples) / limits.Pace);
        if (_paid > now)
        {
            await Task.Delay(_paid - now, time, cancellationToken);
        }
    }
}
