using System.Buffers;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Media.Rtp;

/// <summary>
/// Decoded audio to the output, and where some is missing what stands for it: restored, made up, or silence. All that is written moves
/// the timeline on. Not thread-safe.
/// </summary>
internal sealed class RtpSampleWriter(OpusDecoder decoder, RtpTimeline timeline)
{
    // Made-up audio fades out by then.
    private const int MaxConcealed = OpusDecoder.OutputSampleRate / 10;

    private readonly short[] _samples = new short[OpusDecoder.MaxSamples];

    /// <inheritdoc cref="RtpAudioReceiver.LostSamples"/>
    public long LostSamples { get; private set; }

    public void CountLost(int samples) => LostSamples += samples;

    /// <param name="samples">Of the packet.</param>
    /// <param name="overlap">The first of them, which are written already.</param>
    /// <returns>False when it is no Opus: nothing was written.</returns>
    public bool TryDecode(ReadOnlySpan<byte> payload, int samples, int overlap, IBufferWriter<short> output)
    {
        if (decoder.Decode(payload, _samples) != samples)
        {
            return false;
        }

        Emit(_samples.AsSpan(overlap, samples - overlap), output);
        return true;
    }

    /// <summary>
    /// A gap in time: lost audio as long as the missing packets can have been, the rest a pause of the sender (DTX). Lost
    /// audio is made up at the front, for as long as that sounds like anything, and restored at the end if the next packet can.
    /// </summary>
    /// <param name="gap">Samples that are missing.</param>
    /// <param name="ahead">Samples before them in whose place silence stands already.</param>
    /// <param name="allLost">Samples of both that the missing packets can have been.</param>
    public void Fill(int gap, long ahead, long allLost, ReadOnlySpan<byte> next, IBufferWriter<short> output)
    {
        var lost = (int)Math.Min(gap, allLost);
        var restorable = lost > 0 && decoder.HasFec(next) ? decoder.FecSamplesIn(next) : 0;
        var restored = Math.Min(lost, restorable);
        var concealed = ahead > 0 ? 0 : Math.Min(lost - restored, MaxConcealed);

        decoder.Conceal(_samples.AsSpan(0, concealed));
        Emit(_samples.AsSpan(0, concealed), output);
        WriteSilence(gap - concealed - restored, output);
        if (restored > 0)
        {
            decoder.DecodeFec(next, _samples.AsSpan(0, restorable));
            Emit(_samples.AsSpan(restorable - restored, restored), output);
        }

        LostSamples += allLost - restored;
    }

    /// <summary>In the place of audio that the sender's timestamps count.</summary>
    public void WriteSilence(int samples, IBufferWriter<short> output)
    {
        Clear(samples, output);
        timeline.Advance(samples);
    }

    /// <summary>For a time that the sender's timestamps do not count.</summary>
    public void InsertSilence(long samples, TimeSpan now, IBufferWriter<short> output)
    {
        if (samples > 0 && timeline.Allows(samples, now))
        {
            Clear(samples, output);
            timeline.Insert(samples);
        }
    }

    private void Emit(ReadOnlySpan<short> samples, IBufferWriter<short> output)
    {
        output.Write(samples);
        timeline.Advance(samples.Length);
    }

    private static void Clear(long samples, IBufferWriter<short> output)
    {
        while (samples > 0)
        {
            var block = output.GetSpan();
            block = block[..(int)Math.Min(samples, block.Length)];
            block.Clear();
            output.Advance(block.Length);
            samples -= block.Length;
        }
    }
}
