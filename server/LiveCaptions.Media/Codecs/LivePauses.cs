namespace LiveCaptions.Media.Codecs;

/// <summary>Pauses of something live are together no longer than it has lasted, and a minute more.</summary>
internal sealed class LivePauses(TimeProvider time) : IPauseLimit
{
    private static readonly TimeSpan Allowance = TimeSpan.FromMinutes(1);

    private readonly long _start = time.GetTimestamp();
    private long _taken;

    public bool Allows(long samples)
    {
        var most = (time.GetElapsedTime(_start) + Allowance).TotalSeconds * PcmDecoder.OutputSampleRate;
        if (_taken + samples > most)
        {
            return false;
        }

        _taken += samples;
        return true;
    }
}
