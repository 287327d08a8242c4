using System.Runtime.InteropServices;

namespace LiveCaptions.Speech.Features;

/// <summary>
/// Centred frames of sound that grows: the same as <see cref="Fbank.ComputeCentred"/> gives, as far as they are whole. Not thread-safe.
/// </summary>
internal sealed class FbankStream(Fbank fbank)
{
    /// <summary>From where the next frame begins; the first one begins with mirrored sound.</summary>
    private readonly List<float> _samples = [];

    /// <summary>From frame <see cref="_first"/> on.</summary>
    private readonly List<float> _frames = [];
    private int _first;
    private bool _isMirrored;

    /// <summary>Frames that are whole by now.</summary>
    public int Ready => _first + (_frames.Count / fbank.Width);

    /// <param name="samples">16 kHz, −1 to 1.</param>
    public void Add(ReadOnlySpan<float> samples)
    {
        _samples.AddRange(samples);
        if (!_isMirrored)
        {
            if (_samples.Count < Fbank.FrameLength - Fbank.Before)
            {
                return;
            }

            _samples.InsertRange(0, [.. _samples.Take(Fbank.Before).Reverse()]);
            _isMirrored = true;
        }

        var at = 0;
        for (; at + Fbank.FrameLength <= _samples.Count; at += Fbank.FrameShift)
        {
            CollectionsMarshal.SetCount(_frames, _frames.Count + fbank.Width);
            fbank.Compute(
                CollectionsMarshal.AsSpan(_samples).Slice(at, Fbank.FrameLength), CollectionsMarshal.AsSpan(_frames)[^fbank.Width..]);
        }

        _samples.RemoveRange(0, at);
    }

    /// <returns>[count, width]; valid until sound is added or forgotten.</returns>
    public ReadOnlySpan<float> Frames(int first, int count) =>
        CollectionsMarshal.AsSpan(_frames).Slice((first - _first) * fbank.Width, count * fbank.Width);

    /// <summary>Nobody needs the frames before this one any more.</summary>
    public void Forget(int frame)
    {
        _frames.RemoveRange(0, (frame - _first) * fbank.Width);
        _first = frame;
    }
}
