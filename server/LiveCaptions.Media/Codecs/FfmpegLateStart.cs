namespace LiveCaptions.Media.Codecs;

/// <summary>
/// The silence before a film's sound that ffmpeg leaves out when it may not decode pictures: times of H.264 in Matroska are known to it only from
/// decoded pictures, so it takes the sound's start for the film's.
/// </summary>
internal static class FfmpegLateStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>In samples, mostly 0.</returns>
    public static async Task<long> FindAsync(string path, FfmpegMessages messages, TimeProvider time, CancellationToken cancellationToken)
    {
        // What it says about its input comes before the first sample, but by another pipe.
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(messages.Described, Task.Delay(Patience, time, enough.Token));
        await enough.CancelAsync();
        if (!messages.HidesStart || !FfmpegInput.IsWhole(path))
        {
            return 0;
        }

        var picture = await FfmpegProbe.FindFirstPictureAsync(path, time, cancellationToken);
        return picture is { } shown && shown < messages.Start ? (long)Math.Round((messages.Start - shown) * 16_000) : 0;
    }
}
