using Microsoft.Win32.SafeHandles;

namespace LiveCaptions.Media.Codecs;

/// <summary>Owns an <c>OpusEncoder*</c>.</summary>
internal sealed class OpusEncoderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LibOpus.DestroyEncoder(handle);
        return true;
    }
}
