namespace LiveCaptions.Media.Codecs;

/// <summary>
/// When a film begins, in its own time. ffmpeg, which may not decode pictures here, does not know when the first of most films is shown,
/// and takes the sound's start for the film's.
/// </summary>
internal static class FfmpegStart
{
    /// <returns>In samples (16 kHz).</returns>
    public static async Task<long> FindAsync(string path, FfmpegMessages messages, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = messages.Start;
        if (messages.HidesStart && FfmpegInput.IsWhole(path)
            && await FfmpegProbe.FindFirstPictureAsync(path, time, cancellationToken) is { } picture)
        {
            start = Math.Min(start, picture);
        }

        return (long)Math.Round(start * PcmDecoder.OutputSampleRate);
    }
}
