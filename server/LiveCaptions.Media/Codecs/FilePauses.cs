namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Recordings have pauses of hours, such as of a camera that was switched off; together they are no longer than two days.
/// </summary>
internal sealed class FilePauses : IPauseLimit
{
    private long _left = 48L * 3600 * PcmDecoder.OutputSampleRate;

    public bool Allows(long samples)
    {
        if (samples > _left)
        {
            return false;
        }

        _left -= samples;
        return true;
    }
}
